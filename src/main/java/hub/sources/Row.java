package hub.sources;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.sources.NewText.Status;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

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
            .put("source", Storable.clean(text.source()))
            .put("name", Storable.clean(text.name()))
            .put("thread", Storable.clean(text.thread()))
            .put("parent", Storable.clean(text.parent()))
            .put("community", Storable.clean(text.community()))
            .put("created_at", text.createdAt().toString())
            .put("score", text.score())
            .put("comments", text.comments())
            .put("link", Storable.clean(text.link()))
            .put("status", text.status().name().toLowerCase(java.util.Locale.ROOT));
    putTraits(row, text.traits());
    return text.status() == Status.PRESENT ? withWords(row, text) : withoutWords(row, text);
  }

  private static ObjectNode withWords(ObjectNode row, NewText text) {
    return row.put("author", Storable.clean(text.author()))
        .put("title", Storable.clean(text.title()))
        .put("body", Storable.clean(text.body()))
        .put("fingerprint", Fingerprint.of(text.title(), text.body()));
  }

  private static ObjectNode withoutWords(ObjectNode row, NewText text) {
    return row.put("title", text.title() == null ? null : "").put("body", "");
  }

  private static void putTraits(ObjectNode row, Set<String> traits) {
    ArrayNode words = row.putArray("traits");
    new TreeSet<>(traits).forEach(words::add);
  }
}
