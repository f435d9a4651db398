package hub.sources;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.sources.NewText.Status;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A text as one JSON row of a batch; what the source took back goes in without its words. */
final class Row {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Row() {}

  static String allOf(Collection<NewText> texts) {
    ArrayNode rows = JSON.createArrayNode();
    texts.forEach(text -> rows.add(of(text)));
    return rows.toString();
  }

  private static ObjectNode of(NewText text) {
    ObjectNode row =
        JSON.createObjectNode()
            .put("source", clean(text.source()))
            .put("name", clean(text.name()))
            .put("thread", clean(text.thread()))
            .put("parent", clean(text.parent()))
            .put("community", clean(text.community()))
            .put("created_at", text.createdAt().toString())
            .put("score", text.score())
            .put("comments", text.comments())
            .put("link", clean(text.link()))
            .put("status", text.status().name().toLowerCase(java.util.Locale.ROOT));
    putTraits(row, text.traits());
    return text.status() == Status.PRESENT ? withWords(row, text) : withoutWords(row, text);
  }

  private static ObjectNode withWords(ObjectNode row, NewText text) {
    return row.put("author", clean(text.author()))
        .put("title", clean(text.title()))
        .put("body", clean(text.body()))
        .put("fingerprint", Fingerprint.of(text.title(), text.body()));
  }

  private static ObjectNode withoutWords(ObjectNode row, NewText text) {
    return row.put("title", text.title() == null ? null : "").put("body", "");
  }

  private static void putTraits(ObjectNode row, Set<String> traits) {
    ArrayNode words = row.putArray("traits");
    new TreeSet<>(traits).forEach(words::add);
  }

  /**
   * PostgreSQL stores neither NUL nor half a surrogate pair; both become the replacement character.
   */
  private static @Nullable String clean(@Nullable String text) {
    if (text == null || text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(Row::storable).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static int storable(int codePoint) {
    boolean half = codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint);
    return codePoint == 0 || half ? 0xFFFD : codePoint;
  }
}
