"""A small micro-qualification as an author types it, step by step, in three languages."""

from __future__ import annotations

from typing import Any


def texts(path: str, kk: str, ru: str, en: str) -> dict[str, str]:
    """The three fields of a text."""
    return {f"{path}-kk": kk, f"{path}-ru": ru, f"{path}-en": en}


def steps(mark: str, body: str = "kokzhar") -> dict[str, dict[str, Any]]:
    """Field by field for each step; `mark` tells one journey's design from another's, `body` teaches and awards."""
    return {
        "title": {
            **texts("titles", f"Дерек кестелері {mark}", f"Таблицы данных {mark}", f"Tables of data {mark}"),
            **texts(
                "summary",
                "Сіз бірнеше кестені бір кестеге келтіріп, сұраққа жауап беретін диаграмма құрасыз.",
                "Вы сводите несколько таблиц в одну и строите график, который отвечает на вопрос.",
                "You bring several tables into one and draw a chart that answers a question.",
            ),
            **texts(
                "purpose",
                "Бөлімнің айлық есебін өз бетіңізше дайындайсыз.",
                "Вы сами готовите месячный отчёт отдела.",
                "You prepare a department's monthly report by yourself.",
            ),
            **texts("target_group", "Кеңсе мамандары.", "Специалисты офиса.", "Office specialists."),
            **texts(
                "content", "Кестелер, көрсеткіштер.", "Таблицы, показатели.", "Tables, measures, charts."
            ),
            "languages": ["kk", "ru"],
            "sector": "it",
            "isced_f": "0613",
        },
        "outcomes": {
            "outcomes-0-kind": "skill",
            **texts(
                "outcomes-0-text",
                "Әртүрлі көздегі кестелерді бір кестеге келтіріп, әр қадамын жазады.",
                "Сводит таблицы из разных источников в одну и записывает каждый шаг.",
                "Brings tables from different sources into one and records each step.",
            ),
            "outcomes-1-kind": "responsibility-autonomy",
            **texts(
                "outcomes-1-text",
                "Қысқа қорытынды жазып, деректің шектерін көрсетеді.",
                "Пишет краткий вывод и указывает границы данных.",
                "Writes a short conclusion and states the limits of the data.",
            ),
            **texts(
                "prerequisites",
                "Кестеде қосынды есептей алу.",
                "Умение сложить столбец.",
                "Able to sum a column.",
            ),
            "entry_test": "no",
        },
        "volume": {
            "credits": "2",
            "ects": "2",
            "workload-contact": "20",
            "workload-self-study": "36",
            "workload-assessment": "4",
            "level-nqf": "5",
            "level-eqf": "5",
            "level-eqf_status": "indicative",
            "level-basis": "self-assigned",
            **texts(
                "level-argument",
                "Адам есепті өзі жоспарлайды, бірақ басқаларға жауап бермейді.",
                "Человек сам планирует отчёт, но за других не отвечает.",
                "The person plans the report alone, but answers for nobody else.",
            ),
            "level-decided_by": "Dana Mukanova",
            "level-decided_on": "2026-11-02",
            "participation": "blended",
        },
        "assessment": {
            **texts("assessments-0-title", "Практикалық тапсырма", "Практическое задание", "Practical task"),
            "assessments-0-type": "practical-task",
            "assessments-0-supervision": "supervised-with-id",
            "assessments-0-lo-1-threshold": "60",
            **texts(
                "assessments-0-lo-1-criterion",
                "Бірде-бір жол жоғалмаған.",
                "Ни одна строка не потеряна.",
                "No row is lost.",
            ),
            "assessments-0-lo-2-threshold": "60",
            **texts(
                "assessments-0-lo-2-criterion",
                "Қорытындының кемінде екі шегі аталған.",
                "Названы хотя бы две границы вывода.",
                "At least two limits of the conclusion are named.",
            ),
            "offer-criteria_published_on": "2026-10-01",
            "offer-enrolment_opens_on": "2026-10-15",
            "prior_learning_route": "offered",
        },
        "need": {
            "need-type": "labour-market",
            **texts(
                "need-text",
                "Өңірдегі кәсіпорындар есепке апталар жұмсайды.",
                "Предприятия региона тратят на отчёты недели.",
                "The region's companies spend weeks on reports.",
            ),
            "need-evidence-0-source": "kasip-chamber",
            "need-evidence-0-on": "2026-06-01",
            **texts("need-evidence-0-text", "Отыз хабарландыру.", "Тридцать вакансий.", "Thirty vacancies."),
            "attest-design-stakeholder_part-text": "The chamber named the tasks and read the criteria.",
        },
        "quality": {
            "bodies-delivering": body,
            "bodies-assessing": body,
            "bodies-awarding": body,
            "quality-kind": "external-review",
            "quality-body": "senim",
            "quality-reference": "SQ-2025/07",
            "quality-url": "https://senim.example/reports/2025-07",
            "quality-since": "2025-05-20",
            "quality-until": "2030-05-19",
            "quality-last_review_on": "2026-10-07",
            "quality-next_review_on": "2027-10-06",
            "stacking-option": "stand-alone",
            **texts(
                "stacking-disclaimer",
                "Есепке алуды қабылдайтын университет шешеді; сертификат түсу құқығын бермейді.",
                "О зачёте решает принимающий университет; права на поступление сертификат не даёт.",
                "The receiving university decides whether to count it; the certificate gives no right to be admitted.",
            ),
            "offer-cost": "30000",
            "offer-contact": "advice@kokzhar.example",
            **texts(
                "offer-accessibility",
                "Экран оқығышпен.",
                "С экранным диктором.",
                "Works with a screen reader.",
            ),
        },
    }
