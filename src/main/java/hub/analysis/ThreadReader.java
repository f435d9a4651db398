package hub.analysis;

import hub.analysis.OpportunityRows.Mention;
import hub.analysis.view.MarkedText;
import hub.analysis.view.MarkedText.Mark;
import hub.analysis.view.ThreadView;
import hub.analysis.view.ThreadView.Entry;
import hub.analysis.view.ThreadView.Place;
import hub.sources.NewText;
import hub.sources.Text;
import hub.sources.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Our own view of a thread: the source's words unaltered, with the places that quotes rest on. */
@Component
class ThreadReader {
  private static final int CUE = 60;

  private final Texts texts;
  private final OpportunityRows rows;
  private final JdbcClient jdbc;

  ThreadReader(Texts texts, OpportunityRows rows, JdbcClient jdbc) {
    this.texts = texts;
    this.rows = rows;
    this.jdbc = jdbc;
  }

  Optional<ThreadView> thread(Analysis analysis, long postId) {
    List<Text> all = texts.thread(analysis.workspaceId(), analysis.mode(), postId);
    if (all.isEmpty() || !inAnalysis(analysis.id(), postId)) {
      return Optional.empty();
    }
    Map<Mention, UUID> mentions = rows.inThread(analysis.id(), postId);
    Set<Long> promotion = promotion(analysis.id(), postId);
    Text post = all.getFirst();
    List<Entry> comments = new ArrayList<>();
    Nesting.of(all).forEach((text, depth) -> comments.add(entry(text, depth, mentions, promotion)));
    return Optional.of(
        new ThreadView(
            analysis.id(),
            analysis.topic(),
            analysis.mode(),
            postId,
            isGone(post) ? null : title(post, mentions),
            post.text().community(),
            entry(post, 0, mentions, promotion),
            comments,
            (int) all.stream().skip(1).filter(text -> !gone(text).isEmpty()).count(),
            places(analysis, all, mentions),
            post.confirmedAt(),
            post.expiresAt(),
            post.collectedBy(),
            post.text().link()));
  }

  private boolean inAnalysis(UUID analysisId, long postId) {
    return jdbc.sql(
            "select exists (select from analysis_post where analysis_id = :analysis and text_id ="
                + " :post)")
        .param("analysis", analysisId)
        .param("post", postId)
        .query(Boolean.class)
        .single();
  }

  private Set<Long> promotion(UUID analysisId, long postId) {
    return new HashSet<>(
        jdbc.sql(
                """
                select text_id from analysis_comment
                 where analysis_id = :analysis and post_id = :post and stance = 'promotion'
                union all
                select text_id from analysis_post
                 where analysis_id = :analysis and text_id = :post and label = 'promotion'
                """)
            .param("analysis", analysisId)
            .param("post", postId)
            .query(Long.class)
            .list());
  }

  private static Entry entry(
      Text text, int depth, Map<Mention, UUID> mentions, Set<Long> promotion) {
    String gone = gone(text);
    return new Entry(
        text.id(),
        depth,
        gone.isEmpty() ? body(text, mentions) : null,
        gone.isEmpty() ? text.text().author() : null,
        text.text().createdAt(),
        promotion.contains(text.id()),
        gone);
  }

  private static @Nullable MarkedText title(Text post, Map<Mention, UUID> mentions) {
    String title = post.text().title();
    return title == null ? null : marked(title, 0, post, mentions);
  }

  /** The body alone with its marks: quotes count from the title on, so they move by its length. */
  private static MarkedText body(Text text, Map<Mention, UUID> mentions) {
    String body = text.text().body();
    return marked(body, Quotes.words(text).length() - body.length(), text, mentions);
  }

  /** A part of a text's words with the quotes that end in it. */
  private static MarkedText marked(String part, int from, Text text, Map<Mention, UUID> mentions) {
    return new MarkedText(
        part,
        mentions.keySet().stream()
            .filter(mention -> mention.text() == text.id() && mention.isOwnWords())
            .filter(mention -> mention.ends() > from && mention.ends() <= from + part.length())
            .map(
                mention ->
                    new Mark(
                        Math.max(0, mention.starts() - from), mention.ends() - from, mention.id()))
            .toList());
  }

  private List<Place> places(Analysis analysis, List<Text> all, Map<Mention, UUID> mentions) {
    Map<UUID, String> titles = rows.titles(analysis.id());
    Map<Long, Text> byId = new LinkedHashMap<>();
    all.forEach(text -> byId.put(text.id(), text));
    List<Place> places = new ArrayList<>();
    mentions.forEach(
        (mention, opportunity) -> {
          Text text = byId.get(mention.text());
          if (text != null && mention.isOwnWords() && gone(text).isEmpty()) {
            places.add(
                new Place(
                    mention.id(),
                    cue(text, mention),
                    text.text().author(),
                    opportunity,
                    Objects.requireNonNullElse(titles.get(opportunity), "")));
          }
        });
    return places;
  }

  private static String cue(Text text, Mention mention) {
    String words = Quotes.words(text);
    if (mention.ends() > words.length()) {
      return "";
    }
    String quote = words.substring(mention.starts(), mention.ends());
    if (quote.length() <= CUE) {
      return quote;
    }
    int cut = quote.lastIndexOf(' ', CUE);
    return quote.substring(0, cut > 0 ? cut : CUE) + "…";
  }

  private static boolean isGone(Text text) {
    return !gone(text).isEmpty();
  }

  /** Why the words are not here; empty when they are. */
  private static String gone(Text text) {
    NewText source = text.text();
    return switch (source.status()) {
      case DELETED -> "Deleted at the source.";
      case REMOVED -> "Removed at the source.";
      case PRESENT -> expired(text) ? "Expired here: the source has not confirmed it in time." : "";
    };
  }

  private static boolean expired(Text text) {
    @Nullable String author = text.text().author();
    return author == null && Quotes.words(text).isEmpty();
  }
}
