package hub.reddit;

/**
 * A file can't be read as a saved thread or listing. The message names what is wrong, where, and
 * what to do.
 */
public final class UploadRefused extends RuntimeException {
  public UploadRefused(String message) {
    super(message);
  }
}
