package hub.analysis;

import hub.analysis.OpportunityRows.Mention;
import hub.analysis.view.MarkedText;
import hub.analysis.view.MarkedText.Mark;
import hub.analysis.view.Quote;
import hub.analysis.view.Quote.Place;
import hub.sources.Text;
import hub.sources.Texts;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Quotes in the source's own words: the sentence around each mention, with the mention marked. */
@Component
class QuoteWords {
  private static final int LONGEST = 320;
  private static final int TRIED = 3;

  private final Texts texts;

  QuoteWords(Texts texts) {
    this.texts = texts;
  }

  /**
   * The words of each opportunity's best quote that has not expired, of the first few; absent when
   * these all have.
   */
  Map<UUID, String> best(UUID workspaceId, Map<UUID, List<Mention>> mentions) {
    Map<UUID, List<Mention>> first = new HashMap<>();
    mentions.forEach((id, all) -> first.put(id, first(all)));
    Map<Long, Text> stored =
        texts(workspaceId, first.values().stream().flatMap(List::stream).toList());
    Map<UUID, String> best = new HashMap<>();
    first.forEach(
        (id, few) -> {
          String words = firstOf(stored, few);
          if (!words.isEmpty()) {
            best.put(id, words);
          }
        });
    return best;
  }

  /** The words of the best of these mentions that has not expired, of the first few; else empty. */
  static String best(Map<Long, Text> stored, List<Mention> mentions) {
    return firstOf(stored, first(mentions));
  }

  private static List<Mention> first(List<Mention> mentions) {
    return OpportunityRows.best(mentions).stream().limit(TRIED).toList();
  }

  private static String firstOf(Map<Long, Text> stored, List<Mention> few) {
    return few.stream()
        .map(mention -> words(stored.get(mention.text()), mention))
        .filter(words -> !words.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The texts that mentions stand in, as far as they may be shown. */
  Map<Long, Text> texts(UUID workspaceId, List<Mention> mentions) {
    return texts
        .byIds(workspaceId, mentions.stream().map(Mention::text).distinct().toList())
        .stream()
        .collect(Collectors.toMap(Text::id, Function.identity()));
  }

  /** A mention's words; empty if its text has expired. */
  static String words(@Nullable Text text, Mention mention) {
    String words = text == null ? "" : Quotes.words(text);
    return mention.ends() > words.length() ? "" : words.substring(mention.starts(), mention.ends());
  }

  /** Mentions as quotes, in the order given; mentions in one sentence become one quote. */
  List<Quote> of(UUID workspaceId, List<Mention> mentions) {
    return of(texts(workspaceId, mentions), mentions);
  }

  /** The same over texts that were read before. */
  static List<Quote> of(Map<Long, Text> byId, List<Mention> mentions) {
    List<Quote> quotes = new ArrayList<>();
    List<Long> shown = new ArrayList<>();
    for (Mention mention : mentions) {
      if (shown.contains(mention.id())) {
        continue;
      }
      Text text = byId.get(mention.text());
      String words = text == null ? "" : Quotes.words(text);
      if (text == null || mention.ends() > words.length()) {
        quotes.add(
            quote(
                mention, null, null, new Place(mention.text(), mention.starts(), mention.ends())));
        continue;
      }
      int[] span = sentence(words, mention);
      List<Mark> marks = new ArrayList<>();
      for (Mention other : mentions) {
        if (other.text() == mention.text()
            && other.starts() >= span[0]
            && other.ends() <= span[1]) {
          shown.add(other.id());
          marks.add(new Mark(other.starts() - span[0], other.ends() - span[0], other.id()));
        }
      }
      quotes.add(
          quote(
              mention,
              new MarkedText(words.substring(span[0], span[1]), marks),
              text.text().author(),
              new Place(mention.text(), span[0], span[1])));
    }
    return quotes;
  }

  private static Quote quote(
      Mention mention, @Nullable MarkedText words, @Nullable String author, Place place) {
    return new Quote(
        mention.id(),
        mention.post(),
        mention.comment(),
        words,
        author,
        mention.community(),
        mention.at(),
        place);
  }

  /** The sentences that hold the mention, not too long. */
  private static int[] sentence(String words, Mention mention) {
    BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    sentences.setText(words);
    int from = sentences.preceding(Math.min(words.length(), mention.starts() + 1));
    int to = sentences.following(Math.max(0, mention.ends() - 1));
    int starts = from == BreakIterator.DONE ? 0 : from;
    int ends = to == BreakIterator.DONE ? words.length() : to;
    if (ends - starts > LONGEST) {
      starts = mention.starts();
      ends = mention.ends();
    }
    while (ends > mention.ends() && Character.isWhitespace(words.charAt(ends - 1))) {
      ends--;
    }
    return new int[] {starts, ends};
  }
}
