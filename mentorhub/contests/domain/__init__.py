"""The rules of a contest as plain functions: stages, criteria, who may enter."""
