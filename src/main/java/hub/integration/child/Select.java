package hub.integration.child;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One statement that reads views and does nothing else, told by its words alone: functions, types
 * and relations are on a list, and what could hide others (comments, escapes, several statements)
 * is refused. The database's role is the wall behind this one; what a role cannot be kept from,
 * such as waiting, locks, notices and settings, is kept from it here.
 */
public final class Select {
  /** What a statement may call. */
  public static final Set<String> FUNCTIONS =
      words(
          "abs avg bool_and bool_or btrim ceil char_length coalesce count date_part date_trunc"
              + " dense_rank extract first_value floor greatest lag last_value lead least left"
              + " length lower max min mod now nullif percentile_cont percentile_disc position"
              + " rank right round row_number sign substring sum to_char trim upper");

  private static final Set<String> BEFORE_PARENTHESIS =
      words(
          "all and any as between by case distinct else except exists filter from group having in"
              + " intersect join lateral limit materialized not offset on or over select then union"
              + " using when where");

  private static final Set<String> TYPES =
      words("bigint boolean date int integer numeric text timestamptz uuid");

  /** Behind any other word a text would be a value of a type of that name. */
  private static final Set<String> BEFORE_TEXT =
      words(
          "and between date distinct else from ilike in interval like not or select then"
              + " timestamptz when where zone");

  private static final Set<String> REFUSED =
      words("delete for insert into merge only recursive table update");

  /** Within these, {@code from} begins no list of relations. */
  private static final Set<String> WITH_FROM = words("extract position substring trim");

  private static final Set<String> BEHIND_FROM =
      words("where group having order limit offset union intersect except window fetch");

  private static final int LONGEST = 8_000;

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|'[^'\\\\]*+(?:''[^'\\\\]*+)*+'|\"[^\"]*\"|:\\?[A-Za-z_]\\w*|::|<=|>=|<>|!=|[A-Za-z_]\\w*"
              + "|\\d+(?:\\.\\d+)?|-(?!-)|/(?!\\*)|[+*%<>=(),.]");

  private final List<Token> tokens = new ArrayList<>();
  private final Set<String> relations = new HashSet<>();
  private final Deque<Frame> frames = new ArrayDeque<>(List.of(new Frame("")));

  private Select() {}

  private static Set<String> words(String words) {
    return Collections.unmodifiableSet(new TreeSet<>(List.of(words.split(" "))));
  }

  /**
   * What is wrong with a statement.
   *
   * @param token what stands there
   * @param at where in the statement it begins
   */
  public record Fault(String token, int at, String sentence, String remedy) {}

  private record Token(String text, int at) {
    /** Small as the database reads it; a name in quotes stays as it is and is no word. */
    String word() {
      return text.toLowerCase(Locale.ROOT);
    }

    boolean isWord() {
      return text.matches("[A-Za-z_]\\w*");
    }

    boolean isName() {
      return isWord() || text.startsWith("\"");
    }
  }

  /** What stands between two parentheses. */
  private static final class Frame {
    private final String opener;
    private boolean inFrom;
    private boolean relation;

    Frame(String opener) {
      this.opener = opener;
    }
  }

  /**
   * Looks at a statement.
   *
   * @param views what it may read
   * @return empty if it may be asked
   */
  public static Optional<Fault> fault(String sql, Collection<String> views) {
    Select select = new Select();
    select.relations.addAll(views);
    return select.split(sql).or(select::look);
  }

  /** The names of its parameters, each {@code :?name} in the text. */
  public static Set<String> parameters(String sql) {
    Set<String> names = new TreeSet<>();
    Matcher name = Pattern.compile(":\\?(\\w+)").matcher(sql);
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }

  private Optional<Fault> split(String sql) {
    if (sql.length() > LONGEST) {
      return Optional.of(
          new Fault("", 0, "A statement has at most 8,000 characters.", "Ask for less at once."));
    }
    Matcher token = TOKEN.matcher(sql);
    int at = 0;
    while (token.find(at) && token.start() == at) {
      String text = token.group();
      if (text.matches("(?s)['\"].*") && (text.contains(":?") || text.contains("{{"))) {
        return refuse(
            new Token(text, at),
            "A text holds no parameter and no placeholder.",
            "Write the parameter :?name where the text stands.");
      }
      if (!text.isBlank()) {
        tokens.add(new Token(text, at));
      }
      at = token.end();
    }
    return at == sql.length()
        ? Optional.empty()
        : refuse(
            new Token(sql.substring(at, at + 1), at),
            sql.charAt(at) == ';'
                ? "A flow asks one statement at a time."
                : "%s may not stand in a statement here.".formatted(sql.charAt(at)),
            "Write one select without ;, comments, escapes and ||.");
  }

  private Optional<Fault> look() {
    if (tokens.isEmpty() || !Set.of("select", "with").contains(tokens.getFirst().word())) {
      return refuse(
          tokens.isEmpty() ? new Token("", 0) : tokens.getFirst(),
          "A flow asks with select, or with and select.",
          "Write select ... from one of %s."
              .formatted(String.join(", ", new TreeSet<>(relations))));
    }
    for (int i = 1; i + 1 < tokens.size(); i++) {
      if (token(i).word().equals("as")
          && Set.of("(", "materialized", "not").contains(token(i + 1).word())) {
        relations.add(token(i - 1).word());
      }
    }
    for (int i = 0; i < tokens.size(); i++) {
      Optional<Fault> fault =
          look(token(i), before(i), i + 1 < tokens.size() ? token(i + 1) : null);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return frames.size() == 1
        ? Optional.empty()
        : refuse(tokens.getLast(), "A parenthesis is not closed.", "Close it.");
  }

  private Token token(int number) {
    return tokens.get(number);
  }

  private String before(int number) {
    return number == 0 ? "" : token(number - 1).word();
  }

  private Optional<Fault> look(Token token, String before, @Nullable Token next) {
    if (token.isName()) {
      Optional<Fault> fault = name(token, before, next);
      return fault.isPresent() ? fault : relation(token, before, next);
    } else if (token.text().startsWith("'")) {
      return before.matches("\\w+") && !BEFORE_TEXT.contains(before) && !before.matches("\\d.*")
          ? refuse(token, "A text may not stand behind %s.".formatted(before), "Use :: for a type.")
          : Optional.empty();
    }
    return sign(token, before);
  }

  private Optional<Fault> name(Token token, String before, @Nullable Token next) {
    String word = token.word();
    boolean called = next != null && next.text().equals("(");
    if (REFUSED.contains(word)) {
      return refuse(token, "A statement of a flow has no %s.".formatted(word), "Only read.");
    } else if (word.replace("\"", "").matches("pg_.*|information_schema|flow_views|public")) {
      return refuse(
          token, "%s is not a flow's to read.".formatted(token.text()), "Name a view alone.");
    } else if (before.equals("::") && !TYPES.contains(word)) {
      return refuse(
          token,
          "%s is none of the types of a flow.".formatted(token.text()),
          "There are %s.".formatted(String.join(", ", TYPES)));
    } else if (called && !FUNCTIONS.contains(word) && !BEFORE_PARENTHESIS.contains(word)) {
      return refuse(
          token,
          "%s is none of the functions of a flow.".formatted(token.text()),
          "There are %s.".formatted(String.join(", ", FUNCTIONS)));
    }
    return Optional.empty();
  }

  /** Whatever stands behind from, join, and a comma between the two is read. */
  private Optional<Fault> relation(Token token, String before, @Nullable Token next) {
    Frame frame = frame();
    String word = token.word();
    if (frame.relation && Set.of("select", "with").contains(word)) {
      frame.relation = false;
      frame.inFrom = false;
    } else if (frame.relation && !word.equals("lateral")) {
      frame.relation = false;
      if (!relations.contains(word) || next != null && Set.of(".", "(").contains(next.text())) {
        return refuse(
            token,
            "There is no view %s.".formatted(token.text()),
            "There are %s.".formatted(String.join(", ", new TreeSet<>(relations))));
      }
    } else if (word.equals("from")) {
      boolean lists = !WITH_FROM.contains(frame.opener) && !before.equals("distinct");
      frame.relation = lists;
      frame.inFrom |= lists;
    } else if (word.equals("join")) {
      frame.relation = true;
    } else if (BEHIND_FROM.contains(word)) {
      frame.inFrom = false;
    }
    return Optional.empty();
  }

  private Optional<Fault> sign(Token token, String before) {
    Frame frame = frame();
    switch (token.text()) {
      case "," -> frame.relation = frame.inFrom;
      case "(" -> {
        Frame inner = new Frame(before);
        inner.relation = frame.relation;
        inner.inFrom = frame.relation;
        frame.relation = false;
        frames.push(inner);
      }
      case ")" -> {
        frames.pop();
        if (frames.isEmpty()) {
          return refuse(token, "Nothing is open here.", "Leave ) out.");
        }
      }
      default -> {}
    }
    return Optional.empty();
  }

  private Frame frame() {
    return Objects.requireNonNull(frames.peek());
  }

  private static Optional<Fault> refuse(Token token, String sentence, String remedy) {
    return Optional.of(new Fault(token.text(), token.at(), sentence, remedy));
  }
}
