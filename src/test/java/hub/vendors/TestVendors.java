package hub.vendors;

import hub.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;

/** The room's real beans on a test database, without Spring. */
public final class TestVendors {
  private TestVendors() {}

  /** What is stored there, sealed by a master key of the database's own. */
  public static VendorStore on(TestDatabase database, Clock clock) {
    return new VendorStore(new VendorRows(database.jdbc()), masterKeys(database), clock);
  }

  /** Seals other rooms' secrets with the same master key. */
  public static SecretSeal seal(TestDatabase database) {
    return new SecretSeal(masterKeys(database), database.jdbc());
  }

  private static MasterKeys masterKeys(TestDatabase database) {
    return new MasterKeys(
        new KeySettings("", database.folder("keys") + "/master.key"), Path.of("target"));
  }
}
