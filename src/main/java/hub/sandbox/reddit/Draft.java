package hub.sandbox.reddit;

import org.jspecify.annotations.Nullable;

/**
 * A post before it has comments and a date.
 *
 * @param age days before the corpus' day, at least 1
 * @param about what it is about; null for what is neither a problem nor a subject
 * @param talk what else it is about, if not a problem
 */
record Draft(
    String author,
    String title,
    String text,
    int age,
    Role role,
    Script.@Nullable Problem about,
    Script.@Nullable Talk talk) {

  enum Role {
    PROBLEM,
    COPY,
    ODDITY,
    PROMOTION,
    BOT,
    TALK
  }
}
