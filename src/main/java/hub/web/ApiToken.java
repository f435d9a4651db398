package hub.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token by which a program acts for a person, without the token itself.
 *
 * @param userId whom it acts for
 * @param lastUsedAt to the minute; null if it never was
 * @param revokedAt null while it was not
 */
public record ApiToken(
    UUID id,
    UUID userId,
    String name,
    Set<Scope> scopes,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  /** What a program may do. */
  public enum Scope {
    READ("Read", "estimates, analyses, results, events"),
    RUN("Run", "start and cancel analyses, which spends money");

    private final String title;
    private final String about;

    Scope(String title, String about) {
      this.title = title;
      this.about = about;
    }

    /** The word in the database and in the API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
      return title;
    }

    /** What it allows, in words. */
    public String about() {
      return about;
    }

    /** As Spring Security compares it. */
    String authority() {
      return "SCOPE_" + word();
    }

    static Scope of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** {@code good}, {@code expired} or {@code revoked}. */
  public String state(Instant now) {
    return revokedAt != null ? "revoked" : expiresAt.isAfter(now) ? "good" : "expired";
  }

  /** {@code read, run}. */
  public String getScopeWords() {
    return String.join(", ", scopes.stream().sorted().map(Scope::word).toList());
  }

  List<String> authorities() {
    return scopes.stream().map(Scope::authority).toList();
  }
}
