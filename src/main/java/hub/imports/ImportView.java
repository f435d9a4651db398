package hub.imports;

import hub.imports.DumpImport.State;
import java.util.Locale;

/**
 * An import as its page shows it.
 *
 * @param mayChange whether whoever looks may cancel it
 */
public record ImportView(DumpImport row, boolean mayChange) {
  private static final long KILO = 1_000;
  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};

  /** The state in words: a dot never stands without them. */
  public String getWords() {
    return switch (row.state()) {
      case WAITING -> "Waits for its turn";
      case RUNNING -> "Reading, " + (int) Math.floor(100 * row.share()) + " %";
      case FINISHED -> "Imported";
      case STOPPED -> "Stopped";
      case CANCELLED -> "Cancelled";
    };
  }

  /** The kind of dot beside the words. */
  public String getDot() {
    return switch (row.state()) {
      case WAITING, CANCELLED -> "waits";
      case RUNNING -> "running";
      case FINISHED -> "done";
      case STOPPED -> "stopped";
    };
  }

  public boolean isEnded() {
    return row.isEnded();
  }

  public boolean isStopped() {
    return row.state() == State.STOPPED;
  }

  /** Whether an analysis could read what it brought. */
  public boolean isUsable() {
    return isEnded() && row.posts() > 0;
  }

  /** How much of the file was read: {@code 41.2 MB of 250 MB}. */
  public String getPortion() {
    String whole = bytes(row.fileBytes());
    return row.state() == State.FINISHED ? whole : bytes(row.readBytes()) + " of " + whole;
  }

  /** What it unpacked to so far. */
  public String getUnpacked() {
    return bytes(row.outBytes());
  }

  /**
   * Texts that another source had brought, an import had brought in the same batch, or that were
   * removed on request.
   */
  public long getLeftAlone() {
    return row.posts() + row.comments() - row.stored();
  }

  static String bytes(long bytes) {
    int unit = 0;
    double size = bytes;
    while (size >= KILO && unit < UNITS.length - 1) {
      size /= KILO;
      unit++;
    }
    String number =
        unit == 0 || size >= 100
            ? String.format(Locale.ROOT, "%,.0f", size)
            : String.format(Locale.ROOT, "%.1f", size);
    return number + " " + UNITS[unit];
  }
}
