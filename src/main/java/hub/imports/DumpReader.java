package hub.imports;

import hub.Mode;
import hub.reddit.ArchiveLine;
import hub.reddit.ArchiveLine.Unreadable;
import hub.sources.NewText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a dump's lines into batches. A line that can't be read is counted and never fatal. */
final class DumpReader {
  /** A batch of long texts ends before its rows are full, so that memory stays flat. */
  private static final int MOST_CHARACTERS = 2_000_000;

  /** So many lines without one that could be read: the rest will be no better. */
  private static final int HOPELESS = 1_000;

  private final DumpLines lines;
  private final DumpStream stream;
  private final Mode mode;
  private final ImportSettings settings;
  private long broken;
  private boolean anyRead;
  private String firstBroken = "";

  /**
   * @param broken how many lines were broken before the place where the reading begins
   * @param anyRead whether a text was read before
   */
  DumpReader(
      DumpStream stream,
      DumpLines lines,
      Mode mode,
      ImportSettings settings,
      long broken,
      boolean anyRead) {
    this.stream = stream;
    this.lines = lines;
    this.mode = mode;
    this.settings = settings;
    this.broken = broken;
    this.anyRead = anyRead;
  }

  /** The next batch; the last one says so. */
  DumpBatch next() {
    Filling filling = new Filling();
    try {
      while (!filling.isFull()) {
        if (!lines.next()) {
          return filling.batch(true, anyRead ? null : hopeless());
        }
        filling.read();
        if (!anyRead && broken >= HOPELESS) {
          return filling.batch(true, hopeless());
        }
      }
      return filling.batch(false, null);
    } catch (DumpTrouble trouble) {
      return filling.batch(true, trouble);
    } catch (IOException unreadable) {
      return filling.batch(
          true,
          new DumpTrouble("The file can't be read from the disk: " + unreadable.getMessage()));
    }
  }

  private DumpTrouble hopeless() {
    return new DumpTrouble(
        "No line could be read as a Reddit post or comment%s. A dump has one JSON object a line."
            .formatted(firstBroken));
  }

  /** A batch while it fills. */
  private final class Filling {
    private final Map<String, NewText> texts = new LinkedHashMap<>();
    private final List<BrokenLine> listed = new ArrayList<>();
    private long characters;
    private int read;
    private int posts;
    private int comments;
    private int brokenLines;
    private long offset = lines.offset();

    boolean isFull() {
      return read >= settings.rows() || characters >= MOST_CHARACTERS;
    }

    void read() {
      read++;
      try {
        if (lines.isTooLong()) {
          list("has more than %d MB".formatted(settings.largestLine().toMegabytes()));
        } else if (!isBlank()) {
          keep(ArchiveLine.read(lines.bytes(), lines.from(), lines.length(), mode));
        }
      } catch (Unreadable unreadable) {
        String why = String.valueOf(unreadable.getMessage());
        list(lines.isWhole() ? why : why + "; the file ends within it");
      }
      offset = lines.offset();
    }

    private void keep(NewText text) {
      anyRead = true;
      posts += text.isPost() ? 1 : 0;
      comments += text.isPost() ? 0 : 1;
      characters += text.length();
      texts.put(text.name(), text);
    }

    private void list(String why) {
      if (broken == 0) {
        firstBroken = "; line %,d %s".formatted(lines.number(), why);
      }
      broken++;
      brokenLines++;
      if (broken <= settings.listedLines()) {
        listed.add(new BrokenLine(lines.number(), why));
      }
    }

    private boolean isBlank() {
      for (int i = lines.from(); i < lines.from() + lines.length(); i++) {
        if (lines.bytes()[i] > ' ' || lines.bytes()[i] < 0) {
          return false;
        }
      }
      return true;
    }

    DumpBatch batch(boolean ended, @Nullable DumpTrouble trouble) {
      return new DumpBatch(
          List.copyOf(texts.values()),
          posts,
          comments,
          read,
          brokenLines,
          listed,
          stream.fileBytes(),
          offset,
          ended,
          trouble);
    }
  }
}
