package hub.web;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a password must be, and what happens when one is set. */
@Component
public class Passwords {
  private static final int SHORTEST = 12;

  /** bcrypt reads no further than this. */
  private static final int MOST_BYTES = 72;

  /** Ten to the power of this: a password that falls within so many guesses is refused. */
  private static final int GUESSES = 8;

  private final Accounts accounts;
  private final PasswordEncoder encoder;
  private final LogInSessions sessions;
  private final LogInLinks links;
  private final Zxcvbn guessing = new Zxcvbn();

  Passwords(Accounts accounts, PasswordEncoder encoder, LogInSessions sessions, LogInLinks links) {
    this.accounts = accounts;
    this.encoder = encoder;
    this.sessions = sessions;
    this.links = links;
  }

  /**
   * Why this can't be somebody's password, in a sentence that says what would do; null if it can.
   *
   * @param email what they log in with, which guessers know as well
   */
  public @Nullable String troubleWith(String password, String email, String name) {
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      return "Use %d characters or more.".formatted(SHORTEST);
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return "Use at most %d bytes; letters outside a-z take two to four.".formatted(MOST_BYTES);
    }
    if (guessing.measure(password, knownOf(email, name)).getGuessesLog10() < GUESSES) {
      return "This is among the first that guessers try. Use several words that nobody would put"
          + " together.";
    }
    return null;
  }

  /** What a guesser who knows whom to guess would try first. */
  private static List<String> knownOf(String email, String name) {
    List<String> known = new ArrayList<>(List.of(name.strip().split("\\s+")));
    known.addAll(List.of(email, email.replaceFirst("@.*", ""), String.join("", known), "sluice"));
    return known;
  }

  /** Whether this is the person's present password; true if they have none. */
  boolean isPresent(UUID user, String password) {
    String hash = accounts.byId(user).map(Account::getPassword).orElse(null);
    return hash == null || encoder.matches(password, hash);
  }

  /**
   * Sets a password, and ends every session that the old one opened, and every unused link.
   *
   * @param but the session that goes on; null if none does
   */
  @Transactional
  public void set(UUID user, String password, @Nullable UUID but) {
    accounts.setPassword(user, encoder.encode(password));
    links.forget(user);
    sessions.endAll(user, but);
  }
}
