"""The stages of a contest one after the other, and where it stands among those with a jury."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from mentorhub.contests.domain.announced import Scale
from mentorhub.contests.domain.rubric import total
from mentorhub.contests.domain.stages import Judged, StageKind
from mentorhub.contests.models.rubric import RubricLine
from mentorhub.contests.models.stages import Stage
from mentorhub.platform.clock import now


class Course:
    """What follows from the rows of a contest's stages."""

    stages: Any
    panels: Any
    judged_stage: Any
    more_until: Any
    is_scoring: Any
    scoring_closes_at: Any
    readers: Any
    is_blind: Any
    rubric: Any

    @property
    def has_a_check(self) -> bool:
        """Is there a stage in which entries are looked through before the jury reads them?"""
        return any(stage.kind is StageKind.CHECK for stage in self.stages)

    @property
    def judged_stages(self) -> list[Stage]:
        return [stage for stage in self.stages if stage.kind is StageKind.JUDGING]

    @property
    def current_stage(self) -> Stage | None:
        """The stage in which the jury marks, or marked last; None where no stage is named."""
        return next(iter(self.judged_stages[self.judged_stage - 1 :]), None)

    @property
    def following_stage(self) -> Stage | None:
        """Where the entries that go on are marked next; None once this stage is the last."""
        return next(iter(self.judged_stages[self.judged_stage :]), None)

    def rubric_in(self, number: int) -> list[RubricLine]:
        """What that stage of judging marks by, the first is 1."""
        return [line for line in self.rubric if line.stage in (None, number)]

    @property
    def points_by_stage(self) -> list[Decimal]:
        """What a juror can give at most in each stage; one number where none is named."""
        return [total(line.max_points for line in lines) for lines in self.rubrics]

    @property
    def rubrics(self) -> list[list[RubricLine]]:
        """What each stage marks by; one of them where none is named."""
        numbers = range(1, max(len(self.judged_stages), 1) + 1)
        return [self.rubric_in(number) for number in numbers]

    @property
    def rubric_now(self) -> list[RubricLine]:
        return self.rubric_in(self.judged_stage)

    @property
    def has_a_rubric_by_stage(self) -> bool:
        return any(line.stage is not None for line in self.rubric)

    @property
    def judged(self) -> list[Judged]:
        """How each stage is judged, as it is read."""
        stages = [stage.judged for stage in self.judged_stages]
        if not self.has_a_rubric_by_stage:
            return stages
        ties = [[one.name for one in self.tie_break_in(n + 1)] for n in range(len(stages))]
        return [replace(one, tie_break=tie) for one, tie in zip(stages, ties, strict=True)]

    @property
    def scales(self) -> list[Scale]:
        """The criteria as they are read, each with the stage that alone marks by it."""
        names = {number: one.name for number, one in enumerate(self.judged_stages, 1)}
        return [replace(line.scale, stage=names.get(line.stage)) for line in self.rubric]

    def tie_break_in(self, number: int) -> list[RubricLine]:
        """The criteria that decide among equal totals of that stage, the first of them first."""
        deciding = [line for line in self.rubric_in(number) if line.tie_order is not None]
        return sorted(deciding, key=lambda line: line.tie_order or 0)

    @property
    def tie_break(self) -> list[RubricLine]:
        return self.tie_break_in(self.judged_stage)

    def takes_more(self, moment: datetime) -> bool:
        """May those who went on add at that moment what the present stage asks of them?"""
        is_given = self.more_until is not None and self.judged_stage > 1
        return self.is_scoring and is_given and moment < self.more_until

    @property
    def day_is_over(self) -> bool:
        """Has the day passed until which the jury was asked to be ready? It closes nothing."""
        return self.scoring_closes_at is not None and self.scoring_closes_at <= now()

    @property
    def is_complete_now(self) -> bool:
        """Does everybody in the jury, or in the panel that hears it, mark every entry now?"""
        stage = self.current_stage
        return stage is not None and stage.is_complete

    @property
    def is_before_panels(self) -> bool:
        """Is the present stage heard by panels? Those where entries are presented, if any are."""
        stage = self.current_stage
        heard = [one for one in self.judged_stages if one.pitch_minutes is not None]
        return bool(self.panels) and (not heard or stage in heard)

    @property
    def readers_by_stage(self) -> list[int]:
        """How many jurors mark an entry in each stage; before panels each has its own number."""
        return [stage.readers or self.readers for stage in self.judged_stages] or [self.readers]

    @property
    def readers_now(self) -> int:
        stage = self.current_stage
        return (stage and stage.readers) or self.readers

    def is_blind_in(self, stage: Stage | None) -> bool:
        """Do those who mark in this stage read without names?"""
        own = stage.is_blind if stage else None
        return bool(self.is_blind if own is None else own)

    @property
    def is_blind_now(self) -> bool:
        """For every page of a juror: a sheet of an earlier stage follows the present one, too."""
        return self.is_blind_in(self.current_stage)

    def is_blind_from(self, number: int) -> bool:
        """Is that stage, the first is 1, or one after it read without names?"""
        ahead: list[Stage | None] = [*self.judged_stages[number - 1 :]] or [None]
        return any(self.is_blind_in(stage) for stage in ahead)

    @property
    def is_blind_ahead(self) -> bool:
        """May a mark still be given without names? What is told before stays known."""
        return self.is_blind_from(self.judged_stage)

    @property
    def later_stages(self) -> list[Stage]:
        """All but the taking of entries, whose days are the contest's own."""
        return [stage for stage in self.stages if stage.kind is not StageKind.SUBMISSION]
