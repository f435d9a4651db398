package hub.sources;

import hub.Sha256;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads feeds, Atom and RSS alike, into the fields that {@code direct:flow-keep-text} takes. They
 * are strangers' XML: no document type, no entities of their own, nothing is fetched, and what is
 * too much is left out.
 */
final class FeedReader {
  private static final int MOST_ENTRIES = 1_000;
  private static final int MOST_DEPTH = 200;
  private static final int LONGEST = 200_000;

  private static final Set<String> ROOTS = Set.of("feed", "rss", "RDF");
  private static final Set<String> ENTRIES = Set.of("entry", "item");

  /** What is read of an entry, by the names that feeds use; the first that is there counts. */
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "id", List.of("id", "guid", "link"),
          "title", List.of("title"),
          "html", List.of("content", "encoded", "summary", "description"),
          "author", List.of("author", "creator"),
          "created", List.of("published", "pubDate", "date", "updated"),
          "link", List.of("link"));

  private final XMLStreamReader xml;

  private FeedReader(XMLStreamReader xml) {
    this.xml = xml;
  }

  /**
   * A feed's entries under {@code entries}, the first 1,000.
   *
   * @return null if it is no feed, or brings a document type
   */
  static @Nullable Map<String, Object> read(byte[] feed) {
    XMLInputFactory strict = XMLInputFactory.newDefaultFactory();
    strict.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    strict.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader xml = strict.createXMLStreamReader(new ByteArrayInputStream(feed));
      return new FeedReader(xml).feed();
    } catch (XMLStreamException | NoFeed e) {
      return null;
    }
  }

  private Map<String, Object> feed() throws XMLStreamException, NoFeed {
    List<Map<String, Object>> entries = new ArrayList<>();
    boolean begun = false;
    int depth = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.DTD) {
        throw new NoFeed();
      }
      if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (!begun && !ROOTS.contains(xml.getLocalName()) || ++depth > MOST_DEPTH) {
          throw new NoFeed();
        }
        begun = true;
        if (ENTRIES.contains(xml.getLocalName())) {
          depth--; // it is read to its end
          add(entries, entry());
        }
      }
    }
    return Map.of("entries", entries);
  }

  private static void add(List<Map<String, Object>> entries, Map<String, String> given) {
    if (entries.size() >= MOST_ENTRIES) {
      return;
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    FIELDS.forEach(
        (field, names) ->
            names.stream()
                .map(given::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .ifPresent(value -> entry.put(field, value)));
    // Ids of feeds are addresses; ours are short.
    entry.computeIfPresent("id", (field, id) -> Sha256.hex(String.valueOf(id), 16));
    entry.computeIfPresent("created", (field, at) -> time(String.valueOf(at)));
    entries.add(entry);
  }

  /** RSS writes times as mail does. */
  private static String time(String given) {
    try {
      return ZonedDateTime.parse(given.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
          .toInstant()
          .toString();
    } catch (DateTimeException e) {
      return given.strip();
    }
  }

  /** What an entry holds, by its children's names. */
  private Map<String, String> entry() throws XMLStreamException, NoFeed {
    Map<String, String> fields = new LinkedHashMap<>();
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        return fields;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        String name = xml.getLocalName();
        String relation = xml.getAttributeValue(null, "rel");
        String address = xml.getAttributeValue(null, "href");
        String text = text().strip();
        if (!name.equals("link") || relation == null || relation.equals("alternate")) {
          fields.putIfAbsent(name, address == null || !name.equals("link") ? text : address);
        }
      }
    }
    return fields;
  }

  /** The words of an element and all below it. */
  private String text() throws XMLStreamException, NoFeed {
    StringBuilder text = new StringBuilder();
    int depth = 1;
    while (depth > 0 && xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth > MOST_DEPTH) {
            throw new NoFeed();
          }
          text.append(' ');
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (text.length() < LONGEST) {
            text.append(xml.getText());
          }
        }
        default -> {
          // comments and instructions say nothing
        }
      }
    }
    return text.toString();
  }

  /** Something else than a feed. */
  private static final class NoFeed extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1;
  }
}
