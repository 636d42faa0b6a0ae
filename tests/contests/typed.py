"""A contest and its rules as an organiser types them, page by page."""

TERMS = {
    "opens_at": "2027-01-01T08:00",
    "closes_at": "2027-03-03T23:59",
    "age_min": "16",
    "age_max": "35",
    "ages_on": "",
    "share_in_age": "3/4",
    "team_min": "1",
    "team_max": "3",
}
LIMITS = {
    "sectors": ["y-te", "moi-truong"],
    "most_entries": "2",
    "leads_one": "y",
    "unit_min": "3",
    "unit_max": "5",
}
POINTS = {
    "shown": "totals",
    "average": "median",
    "deciding": "adjusted",
    "pass_mark": "50",
    "no_zero": "y",
    "note_below": "40",
    "bonus": "2,5",
    "bonus_for_vi": "dự tập huấn",
    "bonus_for_en": "the training",
    "bonus_for_fr": "",
    "complaint_days": "7",
    "panels-0-name_vi": "Hội đồng A",
    "panels-0-name_en": "Panel A",
    "panels-0-name_fr": "",
    "panels-0-readers": "4",
}
PAGES = {"terms": TERMS, "limits": LIMITS, "points": POINTS}


def rounds(contest, **first):
    rows = {}
    for number, stage in enumerate(contest.judged_stages):
        typed = {"key": stage.id, "advance": "everyone", "carried": "0"}
        for name in ("best", "points", "pitch_minutes", "question_minutes"):
            typed[name] = ""
        typed |= first if number == 0 else {}
        rows |= {f"rounds-{number}-{name}": value for name, value in typed.items()}
    return rows


def typed(unit, **more):
    return {
        "unit": unit.id,
        "title_vi": "Thanh niên số",
        "summary_vi": "Dành cho bạn trẻ 16–35 tuổi.",
        "rules_vi": "# Đối tượng\n\nMọi bạn trẻ.",
        "host_vi": "Tỉnh Đoàn An Giang",
        "opens_at": "2026-11-01T08:00",
        "closes_at": "2026-12-03T23:59",
        **more,
    }


def criteria_typed(version, **more):
    names = ("name", "help", "bands")
    return {
        **{f"criteria-0-{name}_{tongue}": "" for name in names for tongue in ("en", "fr")},
        "version": version,
        "criteria-0-name_vi": "Tính mới",
        "criteria-0-help_vi": "Khác gì cách đang làm?",
        "criteria-0-maximum": "10",
        "criteria-0-step": "0,5",
        "criteria-0-bands_vi": "0–4,5: Cũ\n5–10: Mới",
        "criteria-0-bands_en": "0–4.5: Old\n5–10: New",
        "readers": "3",
        "reason": "Nhiều bạn hỏi",
        **more,
    }
