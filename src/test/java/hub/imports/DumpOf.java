package hub.imports;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Small dumps as archives publish them, packed in the ways that they pack. */
final class DumpOf {
  private DumpOf() {}

  /** Posts named from {@code from} on, each with one comment, in archives' own fields. */
  static String threads(int from, int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < from + count; i++) {
      lines.append(post("p" + i, "Invoice " + i, "An agency pays me after ninety days, again."));
      lines.append(comment("c" + i, "p" + i, "Same here, every single month of the year."));
    }
    return lines.toString();
  }

  static String post(String id, String title, String text) {
    return """
    {"id":"%s","author":"someone_%s","subreddit":"freelance","title":"%s","selftext":"%s","created_utc":1767225600,\
    "score":12,"num_comments":1,"is_self":true,"over_18":false,"retrieved_on":1767312000}
    """
        .formatted(id, id, title, text);
  }

  static String comment(String id, String post, String text) {
    return """
    {"id":"%s","author":"other_%s","subreddit":"freelance","body":"%s","link_id":"t3_%s","parent_id":"t3_%s",\
    "created_utc":"1767229200","score":3}
    """
        .formatted(id, id, text, post, post);
  }

  static byte[] bytes(String lines) {
    return lines.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  /** As {@code zstd --long=31} packs. */
  static byte[] zstd(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new ZstdOutputStream(packed).setLevel(1).setLong(31)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }
}
