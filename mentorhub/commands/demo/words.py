"""Words of the sample story that the content file does not hold."""

from mentorhub.commands.demo.content import text

FAMILY = (
    "Nguyễn Trần Lê Phạm Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Danh Chau Neáng"
).split()
MIDDLE = "Văn Thị Minh Ngọc Hoài Thanh Quốc Thu Hữu Kim Gia Bảo Hồng Đức".split()
GIVEN = (
    "An Ánh Ân Bảo Bình Châu Chi Dung Dũng Đạt Đông Giang Hà Hân Hiếu Huy Hương Khánh Khôi Lan "
    "Linh Long Mai Minh My Nam Nga Ngân Nghĩa Nhi Như Oanh Phát Phúc Phương Quân Quỳnh Sơn Tâm "
    "Thảo Thịnh Thư Thủy Tiên Trâm Trí Trúc Tú Tuấn Uyên Vân Việt Vy Xuân Yến"
).split()
REMARKS = (
    "Ý tưởng rõ, đội nên đo thêm trước và sau khi dùng.",
    "Cách trình bày dễ hiểu. Nên nói rõ ai giữ thiết bị sau khi thử.",
    "",
)
NEEDS = {
    "idea-03": (
        "Nhờ anh chị xem giúp bản đồ: chúng mình có số đo rồi mà chưa biết cách vẽ cho dễ đọc."
    ),
    "idea-04": "Chúng mình cần người chỉ cách chống nước cho hộp cảm biến.",
    "idea-05": "Nhóm cần góp ý về câu trả lời tự động: làm sao để không trả lời sai thủ tục.",
    "idea-01": "Chúng mình muốn học cách ghi sổ thu chi cho tiểu thương.",
}
SUMMARIES = {
    "contest-ideas": text(
        "Mọi lĩnh vực, đội 1–5 bạn từ 16 đến 35 tuổi. Mười đội vào chung khảo được tập huấn và có "
        "mentor riêng trong ba tuần.",
        "Any field, teams of one to five aged 16 to 35. Ten finalists are trained and "
        "have a mentor "
        "of their own for three weeks.",
        "Tous les domaines, équipes d’une à cinq personnes de 16 à 35 ans. Dix finalistes sont "
        "formés et accompagnés par un mentor pendant trois semaines.",
    ),
    "contest-digital": text(
        "Công cụ nhỏ giúp ấp, khóm làm việc nhanh hơn: quét mã, nhắc lịch, báo tin, bản đồ.",
        "Small tools that help hamlets work faster: codes, reminders, notices, maps.",
        "De petits outils pour les hameaux : codes, rappels, annonces, cartes.",
    ),
    "contest-hackathon": text(
        "48 giờ làm sản phẩm cùng cố vấn để thủ tục hành chính dễ dùng hơn cho người lớn tuổi.",
        "Forty-eight hours with mentors to make public services easier for older people.",
        "Quarante-huit heures avec des mentors pour simplifier les démarches des aînés.",
    ),
    "contest-show": text(
        "Mỗi đội một gian; hội đồng đi từng gian, chấm phiếu và xếp thứ tự những gian đã xem.",
        "A stand for each team; the jury walks from stand to stand, marks sheets and puts the "
        "stands it saw in order.",
        "Un stand par équipe; le jury va de stand en stand, note et classe les stands qu’il a vus.",
    ),
    "contest-school": text(
        "Học sinh tự nghĩ, tự làm. Cần phiếu đồng ý của cha mẹ; tên các em không công khai.",
        "Thought of and made by pupils. Parents agree in writing; names are not made public.",
        "Pensé et fait par les élèves. Accord écrit des parents ; les noms restent privés.",
    ),
}
RULES = text(
    "## Ai dự thi\n\nThanh niên đang sống, học hoặc làm việc tại An Giang. Mỗi người chỉ ở một đội "
    "trong cuộc thi này.\n\n## Bài dự thi\n\nMô tả vấn đề, cách làm và ai được lợi. Viết tay cũng "
    "được.\n\n## Chấm điểm\n\nÍt nhất ba giám khảo chấm độc lập theo tiêu chí công "
    "khai. Ai có liên "
    "quan đến đội phải tự khai và không chấm đội đó.\n\n## Quyền tác giả\n\nÝ tưởng thuộc về đội.",
    "## Who may enter\n\nYoung people who live, study or work in An Giang. One team per person in "
    "this contest.\n\n## The entry\n\nThe problem, how you solve it and who "
    "benefits. Handwriting is "
    "fine.\n\n## Judging\n\nAt least three jurors mark independently by the published criteria. "
    "Whoever is close to a team says so and does not mark it.\n\n## Rights\n\nIdeas "
    "belong to their "
    "teams.",
    "## Qui peut participer\n\nLes jeunes qui vivent, étudient ou travaillent à An "
    "Giang. Une seule "
    "équipe par personne dans ce concours.\n\n## Le dossier\n\nLe problème, la solution et qui en "
    "profite. L’écriture à la main convient.\n\n## La notation\n\nAu moins trois jurés notent "
    "séparément selon les critères publiés. Qui est proche d’une équipe le déclare et ne la note "
    "pas.\n\n## Droits\n\nLes idées appartiennent aux équipes.",
)
