package hub.vectors;

import java.util.Locale;

/** What a text is; each kind has an index of its own at Pinecone. */
public enum Kind {
  POST,
  COMMENT;

  /** The word in the database. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Kind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
