package hub.sources;

import hub.CommunityName;
import hub.Mode;
import hub.sandbox.Sandbox;
import hub.sources.SourceTrouble.CommunityClosed;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The forums beside Reddit. Each is a word in {@code hub.sources.forums}, an address in {@code
 * hub.sources.<word>.address} and a flow in YAML; nothing in Java knows any of them.
 *
 * <p>A forum needs no key, so the analysis alone says which one is meant: a live analysis asks the
 * configured address, every other the sandbox. Neither can reach the other's.
 */
@Component
public class Forums implements Rechecked.Declared {
  private static final String KEY = "hub.sources.";
  private static final int MOST_IN_A_THREAD = 10_000;
  private static final Duration USUAL_PATIENCE = Duration.ofMinutes(10);

  private final Binder settings;
  private final Sandbox sandbox;
  private final List<String> words;

  Forums(Environment environment, Sandbox sandbox) {
    this.settings = Binder.get(environment);
    this.sandbox = sandbox;
    this.words = settings.bind(KEY + "forums", String[].class).map(List::of).orElse(List.of());
    words.forEach(Forums::check);
  }

  private static void check(String word) {
    if (!CommunityName.isForum(word)) {
      throw new IllegalArgumentException(
          "hub.sources.forums names \"%s\", expected small letters, digits and at least one dash, as in some-forum"
              .formatted(word));
    }
  }

  /**
   * Those whose flow for threads serves to confirm them too: {@code hub.sources.<word>.recheck} is
   * {@code thread}. Texts of the others expire.
   */
  @Override
  public List<Rechecked> rechecked() {
    return words.stream()
        .filter(
            word ->
                settings.bind(KEY + word + ".recheck", String.class).orElse("").equals("thread"))
        .map(word -> new Rechecked(word, Rechecked.Way.THREAD, MOST_IN_A_THREAD))
        .toList();
  }

  /** Every forum's word. */
  public List<String> words() {
    return words;
  }

  /** Whether this community is one of the forums. */
  public boolean has(String community) {
    return words.contains(community);
  }

  /**
   * How a forum is reached.
   *
   * @throws CommunityClosed if it is not configured, or has no address for live analyses
   */
  public Forum of(String word, Mode mode) {
    if (!has(word)) {
      throw new CommunityClosed(word, "There is no forum " + word + " in hub.sources.forums.");
    }
    return new Forum(
        word, mode, mode == Mode.LIVE ? live(word) : sandbox.forumUrl(word), patience(word));
  }

  private String live(String word) {
    String address = settings.bind(KEY + word + ".address", String.class).orElse("").strip();
    if (address.isEmpty()) {
      throw new CommunityClosed(
          word,
          "%s is not asked in live analyses until hub.sources.%s.address says where."
              .formatted(CommunityName.shown(word), word));
    }
    return address.replaceFirst("/+$", "");
  }

  private Duration patience(String word) {
    return settings.bind(KEY + word + ".patience", Duration.class).orElse(USUAL_PATIENCE);
  }
}
