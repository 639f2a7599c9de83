"""Names that wire furniture is made of: agencies, credits that name nobody, labels that are no place."""

from __future__ import annotations

AGENCIES = frozenset((
    "reuters", "thomson reuters", "ap", "associated press", "the associated press", "afp", "agence france-presse",
    "upi", "dpa", "efe", "ansa", "apa", "belga", "pa", "pa media", "press association", "xinhua", "tass", "itar-tass",
    "interfax", "ria novosti", "ukrinform", "unian", "pti", "ani", "ians", "uni", "app", "bernama", "antara", "kyodo",
    "kyodo news", "jiji press", "yonhap", "yna", "cna", "vna", "kcna", "irna", "isna", "tasnim", "mehr", "fars",
    "anadolu", "anadolu agency", "aa", "wam", "spa", "kuna", "qna", "petra", "mena", "nna", "wafa", "sana", "bta",
    "mti", "pap", "ctk", "čtk", "tanjug", "hina", "sta", "agerpres", "lusa", "ritzau", "ntb", "tt", "stt", "bns",
    "elta", "leta", "bloomberg", "dow jones", "cp", "the canadian press", "canadian press", "aap", "nan", "gna",
    "bbc", "bbc news", "cnn", "npr", "rfe/rl", "voa", "voa news", "dw", "al jazeera", "allafrica", "ens",
    "agencies", "agency", "wires", "wire services", "news agencies", "staff",
))  # fmt: skip
"""Agencies and outlets as credits and datelines print them, in lower case."""

NOBODY = frozenset({"agencies", "agency", "wires", "wire services", "news agencies", "staff"})
"""Credits that name nobody."""

NOT_PLACES = frozenset((
    "breaking", "update", "updated", "analysis", "opinion", "exclusive", "factbox", "explainer", "watch", "live",
    "corrected", "correction", "refile", "news", "video", "photos", "photo", "question", "answer", "note", "editorial",
    "comment", "column", "commentary", "alert", "urgent", "flash", "bulletin", "summary", "highlights", "timeline",
    "profile", "interview", "feature", "review", "advisory", "preview", "recap", "report", "read", "listen",
    "instant view", "graphic", "poll", "obituary", "editor's", "editors'", "developing", "just in", "caution",
    "warning", "sports", "business", "politics", "world", "health", "science", "insight", "special report",
    "fact check", "moderator", "host", "reporter", "q&a", "wrapup", "wrap-up", "refiled", "embargoed",
))  # fmt: skip
"""Labels that stand in capitals before a text and are no place, in lower case."""
