package hub.start;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts the database and holds it until it is killed. */
final class HoldsDatabase {
  static final String READY = "ready";

  private HoldsDatabase() {}

  public static void main(String[] folder) throws InterruptedException {
    EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(folder[0]));
    System.out.println(READY);
    new CountDownLatch(1).await();
    database.close();
  }
}
