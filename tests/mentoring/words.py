"""What a team writes when it asks a mentor."""

NEED = "Đội có 20 điểm đo nhưng bà con chưa tin con số."
WHEN = "08:00 Chủ nhật 29/11, nhà văn hóa ấp"
