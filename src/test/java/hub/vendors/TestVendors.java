package hub.vendors;

import hub.TestDatabase;
import hub.TestFolder;
import java.nio.file.Path;
import java.time.Clock;

/** The room's real beans on a test database, without Spring. */
public final class TestVendors {
  private TestVendors() {}

  /** What is stored there, sealed by a master key of the database's own. */
  public static VendorStore on(TestDatabase database, Clock clock) {
    return new VendorStore(
        new VendorRows(database.jdbc()),
        new MasterKeys(
            new KeySettings("", TestFolder.of("keys").resolve(database.name()) + "/master.key"),
            Path.of("target")),
        clock);
  }

  /** Seals other rooms' secrets with the same master key. */
  public static SecretSeal seal(TestDatabase database) {
    return new SecretSeal(
        new MasterKeys(
            new KeySettings("", TestFolder.of("keys").resolve(database.name()) + "/master.key"),
            Path.of("target")),
        database.jdbc());
  }
}
