package hub.integration.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The headers that a flow may set. Others steer components, which is for the flow's checked endpoints to do. */
public enum FlowHeader {
  ACCEPT("Accept", false, "What form of answer an http endpoint is asked for."),
  AUTHORIZATION("Authorization", true, "Who asks, for http; with a secret: Bearer {{flow.secret.name}}."),
  CONTENT_TYPE("Content-Type", false, "What form the body has, for http and mail."),
  USER_AGENT("User-Agent", false, "What asks, for http."),
  SUBJECT("Subject", false, "A mail's subject."),
  OWN("X-...", true, "Any name that begins with X- and goes on with letters, digits and dashes, but X-Forwarded-...");

  private final String word;
  private final boolean takesSecrets;
  private final String does;

  FlowHeader(String word, boolean takesSecrets, String does) {
    this.word = word;
    this.takesSecrets = takesSecrets;
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

  /** Whether a secret may be put into it. */
  public static boolean takesSecrets(String name) {
    return Arrays.stream(values()).anyMatch(header -> header.takesSecrets && header.covers(name));
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(FlowHeader::word).toList();
  }

  private boolean covers(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return this == OWN
        ? small.matches("x-[a-z0-9-]+") && !small.startsWith("x-forwarded")
        : word.equalsIgnoreCase(name);
  }
}
