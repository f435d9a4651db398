package hub.integration.check;

import hub.integration.check.Tree.Field;
import hub.integration.check.Tree.Fields;
import hub.integration.check.Tree.Items;
import hub.integration.check.Tree.Kind;
import hub.integration.check.Tree.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML as plainly as it can be meant: with the parser that Camel uses, without what makes two
 * readers see two things. Of two equal keys Camel takes the last in silence; anchors, tags and
 * further documents hide what is loaded.
 */
final class YamlReader {
  private static final int MOST_CHARACTERS = 200_000;
  private static final int DEEPEST = 100;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(MOST_CHARACTERS).setAllowDuplicateKeys(true).build();

  private final Source source;
  private final Findings findings;

  private YamlReader(Source source, Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  /** Empty if it cannot be read, and the findings say why. */
  static Optional<Tree> read(String yaml, Source source, Findings findings) {
    return new YamlReader(source, findings).read(yaml);
  }

  private Optional<Tree> read(String yaml) {
    if (yaml.length() > MOST_CHARACTERS) {
      syntax(
          new Place(1, 1, 1, 1),
          "The text is longer than 200,000 characters.",
          "Make it several flows.");
      return Optional.empty();
    }
    try {
      new Parse(SETTINGS).parseString(yaml).forEach(this::look);
      if (findings.any()) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(SETTINGS).composeString(yaml);
      if (root.isEmpty()) {
        syntax(new Place(1, 1, 1, 1), "There is nothing in it.", "Begin with a route: - route:");
      }
      return root.map(node -> tree(node, 0)).filter(tree -> !findings.any());
    } catch (MarkedYamlEngineException e) {
      unreadable(e);
    } catch (YamlEngineException e) {
      syntax(
          new Place(1, 1, 1, 1),
          "This is no YAML: " + firstLine(String.valueOf(e.getMessage())),
          "Write it as YAML 1.2.");
    }
    return Optional.empty();
  }

  /** What stands in the text, before any of it is put together. */
  private void look(Event event) {
    if (event instanceof DocumentStartEvent start
        && start.isExplicit()
        && line(event) > 0
        && documents++ > 0) {
      syntax(
          place(event),
          "A second document begins here.",
          "Keep one document a flow; leave out ---.");
    } else if (event instanceof DocumentStartEvent) {
      documents = Math.max(1, documents);
    } else if (event instanceof AliasEvent) {
      syntax(place(event), "Aliases are not read.", "Write out what it stands for.");
    } else if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      syntax(
          place(event), "Anchors are not read.", "Leave it out, and write out what is repeated.");
    } else if (tag(event).isPresent()) {
      syntax(place(event), "Tags are not read.", "Leave out %s.".formatted(tag(event).get()));
    }
  }

  private int documents;

  private static int line(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(0);
  }

  private static Optional<String> tag(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag();
      case CollectionStartEvent collection -> collection.getTag();
      default -> Optional.empty();
    };
  }

  private Tree tree(Node node, int depth) {
    Place place = place(node);
    if (depth > DEEPEST) {
      syntax(
          place,
          "This is nested more than 100 levels deep.",
          "Move steps to a route of their own.");
      return new Items(place, List.of());
    }
    return switch (node) {
      case ScalarNode scalar -> word(scalar);
      case SequenceNode list ->
          new Items(place, list.getValue().stream().map(item -> tree(item, depth + 1)).toList());
      case MappingNode map -> fields(place, map, depth);
      default -> new Items(place, List.of());
    };
  }

  private Fields fields(Place place, MappingNode map, int depth) {
    List<Field> fields = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        Word name = word(key);
        Integer before = lines.putIfAbsent(name.text(), name.place().line());
        if (before != null) {
          syntax(
              name.place(),
              "%s stands here a second time; it is on line %d already."
                  .formatted(name.text(), before),
              "Keep one of them.");
        }
        fields.add(new Field(name, tree(tuple.getValueNode(), depth + 1)));
      } else {
        syntax(
            place(tuple.getKeyNode()), "A name is a list or a map here.", "Put quotes round it.");
      }
    }
    return new Fields(place, fields);
  }

  private Word word(ScalarNode node) {
    Tag tag = node.getTag();
    Kind kind =
        Tag.INT.equals(tag)
            ? Kind.WHOLE
            : Tag.FLOAT.equals(tag)
                ? Kind.DECIMAL
                : Tag.BOOL.equals(tag)
                    ? Kind.BOOLEAN
                    : Tag.NULL.equals(tag) ? Kind.NOTHING : Kind.TEXT;
    return new Word(place(node), node.getValue(), kind);
  }

  private void unreadable(MarkedYamlEngineException e) {
    Mark mark = e.getProblemMark().or(e::getContextMark).orElseThrow();
    String problem = String.valueOf(e.getProblem());
    boolean tab = problem.contains("TAB") || (problem.contains("\\t") && problem.contains("token"));
    if (tab) {
      syntax(source.at(mark), "There is a tab in the indentation.", "Indent with spaces.");
    } else {
      syntax(source.at(mark), "This is no YAML: %s.".formatted(problem), remedy(e));
    }
  }

  private String remedy(MarkedYamlEngineException e) {
    String context = String.valueOf(e.getContext());
    return e.getContextMark()
        .map(
            mark ->
                "It began on line %d, %s; mind indentation and quotes."
                    .formatted(mark.getLine() + 1, context))
        .orElse("Mind indentation and quotes; a value with \": \" or \" #\" in it needs quotes.");
  }

  private void syntax(Place place, String sentence, String remedy) {
    findings.add(place, "syntax", sentence, remedy);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private Place place(Node node) {
    return source.at(node.getStartMark().orElseThrow(), node.getEndMark().orElseThrow());
  }

  private Place place(Event event) {
    return source.at(event.getStartMark().orElseThrow(), event.getEndMark().orElseThrow());
  }
}
