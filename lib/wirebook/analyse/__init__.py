"""Tables into answers. Every analysis is a plain function from the tables to an `Answer`.

A Book forwards to them, one method a function:

    book.corpus()                            corpus.overview(tables)
    book.sources(top=)                       corpus.sources(tables, top=)
    book.coverage(every=)                    corpus.coverage(tables, every=)
    book.undated()                           undated.undated(tables)
    book.changes(before, after, top=)        changes.changes(kept, kept, top=)
    book.faults()                            corpus.faults(tables)
    book.sentiment(by=, every=, voice=, top=)  sentiment.mean(tables, by=, every=, voice=, top=)
    book.speaking(speaker=, target=, to=, top=)  speaking.speaking(tables, speaker=, target=, to=, top=)
    book.outlets(actor=, voice=, every=, top=)  outlets.outlets(tables, actor=, voice=, every=, top=)
    book.agreement(other, top=)              agreement.agreement(tables, other, top=)
    book.extremes(top=)                      sentiment.extremes(tables, top=)
    book.categories(lexicon, by=, every=, top=)  categories.categories(tables, lexicon, by=, every=, top=)
    book.timeline(top=)                      timeline.entries(tables, top=)
    book.upcoming(asof=, top=)               agenda.upcoming(tables, asof=, top=)
    book.ledger(asof=, top=)                 ledger.ledger(tables, asof=, top=)
    book.disputed(top=)                      disputes.disputed(tables, top=)
    book.attention(every=)                   timeline.attention(tables, every=)
    book.actors(type=, by=, top=)            actors.frequency(tables, type=, by=, top=)
    book.actors_over_time(type=, every=, top=)  actors.over_time(tables, type=, every=, top=)
    book.together(type=, top=)               actors.together(tables, type=, top=)
    book.quotes(top=)                        quotes.speakers(tables, top=)
    book.said(speaker=, top=)                quotes.statements(tables, speaker=, top=)
    book.briefing(top=, asof=)               briefing.briefing(tables, top=, asof=)

One article, marked up, is `show.article.render`.
"""

from wirebook.analyse.answer import Answer

__all__ = ["Answer"]
