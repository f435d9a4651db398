package hub.sandbox;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox is started.
 *
 * @param port where to listen on loopback; 0 takes a free one
 * @param seed the same seed gives the same posts, people and answers
 * @param latency waited before each answer of a vendor
 * @param journal the file that counts every request; null keeps counts in memory alone
 * @param secret what every key of this sandbox is derived from
 * @param size how many posts and comments each topic holds; null takes the catalogue's
 * @param rateLimited whether Reddit's limit of 100 requests a minute and client applies
 * @param clock tells "now": posts are dated back from its day
 * @param stripeFile where its Stripe keeps what it knows; null forgets it at its end
 */
public record SandboxOptions(
    int port,
    long seed,
    Duration latency,
    @Nullable Path journal,
    String secret,
    @Nullable Size size,
    boolean rateLimited,
    Clock clock,
    @Nullable Path stripeFile) {

  /** Exact counts for one topic, for measurements. */
  public record Size(int posts, int comments) {}

  /** A sandbox on a free port, without latency or journal, with a random secret. */
  public static SandboxOptions standard(long seed) {
    return new SandboxOptions(
        0, seed, Duration.ZERO, null, Secrets.random(), null, true, Clock.systemUTC(), null);
  }

  /**
   * Reads {@code --port=}, {@code --seed=}, {@code --latency=} (milliseconds), {@code --journal=},
   * {@code --secret=}, {@code --posts=} with {@code --comments=}, {@code --rate-limit=off}, {@code
   * --now=} (an instant at which the sandbox's clock stands still) and {@code --prepared=} (see
   * {@link SandboxMain}).
   *
   * @throws IllegalArgumentException for an option it does not know, naming it
   */
  public static SandboxOptions of(String... arguments) {
    Map<String, String> given =
        Arrays.stream(arguments)
            .map(SandboxOptions::split)
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, last) -> last));
    SandboxOptions options = standard(1);
    for (Map.Entry<String, String> option : given.entrySet()) {
      options = options.with(option.getKey(), option.getValue());
    }
    return options.with(sizeOf(given));
  }

  /**
   * The file of {@code --prepared=}, in which the model's vectors are kept from one start to the
   * next.
   */
  static Optional<Path> preparedFile(String... arguments) {
    return Arrays.stream(arguments)
        .map(SandboxOptions::split)
        .filter(pair -> pair[0].equals("prepared"))
        .map(pair -> Path.of(pair[1]))
        .reduce((first, last) -> last);
  }

  private SandboxOptions with(String name, String value) {
    return switch (name) {
      case "port" ->
          with(Integer.parseInt(value), seed, latency, journal, secret, rateLimited, clock);
      case "seed" ->
          with(port, Long.parseLong(value), latency, journal, secret, rateLimited, clock);
      case "latency" ->
          with(
              port,
              seed,
              Duration.ofMillis(Long.parseLong(value)),
              journal,
              secret,
              rateLimited,
              clock);
      case "journal" -> with(port, seed, latency, Path.of(value), secret, rateLimited, clock);
      case "secret" -> with(port, seed, latency, journal, value, rateLimited, clock);
      case "rate-limit" -> with(port, seed, latency, journal, secret, !value.equals("off"), clock);
      case "now" ->
          with(
              port,
              seed,
              latency,
              journal,
              secret,
              rateLimited,
              Clock.fixed(Instant.parse(value), ZoneOffset.UTC));
      case "posts", "comments", "prepared" -> this;
      default -> throw new IllegalArgumentException("The sandbox has no option --" + name);
    };
  }

  private SandboxOptions with(
      int port,
      long seed,
      Duration latency,
      @Nullable Path journal,
      String secret,
      boolean limited,
      Clock clock) {
    return new SandboxOptions(
        port, seed, latency, journal, secret, size, limited, clock, stripeFile);
  }

  /** The same options with another size; null takes the catalogue's. */
  public SandboxOptions with(@Nullable Size size) {
    return new SandboxOptions(
        port, seed, latency, journal, secret, size, rateLimited, clock, stripeFile);
  }

  /** The same options with another seed. */
  public SandboxOptions seeded(long seed) {
    return new SandboxOptions(
        port, seed, latency, journal, secret, size, rateLimited, clock, stripeFile);
  }

  /** The same options with a journal in this file. */
  public SandboxOptions withJournal(Path file) {
    return with(port, seed, latency, file, secret, rateLimited, clock);
  }

  /** The same options without Reddit's limit. */
  public SandboxOptions unlimited() {
    return with(port, seed, latency, journal, secret, false, clock);
  }

  /** The same options by another clock. */
  public SandboxOptions at(Clock clock) {
    return with(port, seed, latency, journal, secret, rateLimited, clock);
  }

  private static @Nullable Size sizeOf(Map<String, String> given) {
    String posts = given.get("posts");
    if (posts == null) {
      return null;
    }
    return new Size(Integer.parseInt(posts), Integer.parseInt(given.getOrDefault("comments", "0")));
  }

  private static String[] split(String argument) {
    int equals = argument.indexOf('=');
    if (!argument.startsWith("--") || equals < 0) {
      throw new IllegalArgumentException("Expected --name=value, was given " + argument);
    }
    return new String[] {argument.substring(2, equals), argument.substring(equals + 1)};
  }
}
