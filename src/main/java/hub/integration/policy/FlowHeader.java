package hub.integration.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The headers that a flow may set. Others steer components, which is for the flow's checked
 * endpoints to do.
 */
public enum FlowHeader {
  ACCEPT("Accept", "What form of answer an http endpoint is asked for."),
  AUTHORIZATION(
      "Authorization",
      "Who asks, for http. A secret goes into the option authBearerToken instead."),
  CONTENT_TYPE("Content-Type", "What form the body has, for http and mail."),
  USER_AGENT("User-Agent", "What asks, for http."),
  SUBJECT("Subject", "A mail's subject."),
  PARAMETER(
      "sql_...",
      "A value for a statement of jdbc:, where :?sql_... stands in it; with small letters, digits"
          + " and underscores. The statement takes it away."),
  OWN(
      "X-...",
      "Any name that begins with X- and goes on with letters, digits and dashes, but"
          + " X-Forwarded-...");

  private final String word;
  private final String does;

  FlowHeader(String word, String does) {
    this.word = word;
    this.does = does;
  }

  public String word() {
    return word;
  }

  public String does() {
    return does;
  }

  /** Whether a flow may set it, written in whichever case. */
  public static boolean allows(String name) {
    return Arrays.stream(values()).anyMatch(header -> header.covers(name));
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(FlowHeader::word).toList();
  }

  /** Whether a header of this name is it. */
  public boolean covers(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return switch (this) {
      case OWN -> small.matches("x-[a-z0-9-]+") && !small.startsWith("x-forwarded");
      case PARAMETER -> name.matches("sql_[a-z0-9_]+");
      default -> word.equalsIgnoreCase(name);
    };
  }
}
