package hub.vendors;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/**
 * What is stored about the vendors, and which of them were live once. Read before every call, so it
 * is kept in memory for a moment; a change is seen at once by this process, and by others within
 * {@link #KEPT}.
 */
@Service
public class VendorStore {
  /** How long another process may go on with what it read. */
  public static final Duration KEPT = Duration.ofSeconds(2);

  private final VendorRows rows;
  private final MasterKeys masters;
  private final Clock clock;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  VendorStore(VendorRows rows, MasterKeys masters, Clock clock) {
    this.rows = rows;
    this.masters = masters;
    this.clock = clock;
  }

  /** What was read of a vendor: its own row is the first of the family. */
  private record Seen(List<StoredVendor> family, boolean live, Instant at) {}

  /** What is stored about the vendor. A key that cannot be opened says why; nothing is thrown. */
  public Optional<StoredVendor> find(String vendor) {
    return family(root(vendor)).stream().filter(each -> each.vendor().equals(vendor)).findFirst();
  }

  /** What is stored about the vendor and its further accounts, each {@code vendor:name}. */
  public List<StoredVendor> family(String vendor) {
    return look(vendor).family();
  }

  /** Whether the vendor was ever live here; its sandbox then never answers in its place. */
  public boolean wasLive(String vendor) {
    return look(root(vendor)).live();
  }

  /** Keeps the address and the details. Another address than before erases the key. */
  public void save(String vendor, String address, Map<String, String> details, @Nullable UUID by) {
    rows.save(vendor, address, details, by, clock.instant());
    seen.remove(root(vendor));
  }

  /**
   * Seals the key and keeps it for the vendor's present address.
   *
   * @throws MasterKeyTrouble if it cannot be sealed
   * @throws EntryRefused if the vendor has no address yet
   */
  public void saveKey(String vendor, String key, @Nullable UUID by) {
    MasterKey master = masters.findOrMake();
    String ending = key.length() < 20 ? "" : key.substring(key.length() - 4);
    rows.saveKey(vendor, row -> Seal.close(master, row, key), ending, by, clock.instant());
    seen.remove(root(vendor));
  }

  /** Erases the key; {@code keyless} says that the vendor asks for none. */
  public void eraseKey(String vendor, boolean keyless, @Nullable UUID by) {
    rows.eraseKey(vendor, keyless, by, clock.instant());
    seen.remove(root(vendor));
  }

  /** Forgets a further account with its key. */
  public void remove(String vendor) {
    rows.remove(vendor);
    seen.remove(root(vendor));
  }

  /** All that is stored was tried and works. */
  public void tried(String vendor) {
    rows.tried(vendor, clock.instant());
    seen.remove(root(vendor));
  }

  /** From now on the vendor itself is called, or work waits. */
  public void goLive(String vendor) {
    if (!wasLive(vendor)) {
      rows.goLive(vendor, clock.instant());
      seen.remove(root(vendor));
    }
  }

  /** The administrator wants the sandbox again: new work is simulated, and the page says so. */
  public void backToSandbox(String vendor, @Nullable UUID by) {
    rows.leaveLive(vendor);
    eraseKey(vendor, false, by);
  }

  private Seen look(String vendor) {
    return seen.compute(vendor, (name, last) -> isFresh(last) ? last : read(name, last));
  }

  private static String root(String vendor) {
    return vendor.split(":", 2)[0];
  }

  private boolean isFresh(@Nullable Seen last) {
    return last != null && Duration.between(last.at(), clock.instant()).abs().compareTo(KEPT) < 0;
  }

  /** While the database is away, what was read last still stands: pages go on saying so. */
  private Seen read(String vendor, @Nullable Seen last) {
    try {
      return new Seen(
          rows.family(vendor).stream().map(this::opened).toList(),
          rows.isLive(vendor),
          clock.instant());
    } catch (DataAccessException away) {
      if (last == null) {
        throw away;
      }
      return last;
    }
  }

  private StoredVendor opened(VendorRows.Row row) {
    VendorRows.KeyRow sealed = row.key();
    return new StoredVendor(
        row.vendor(),
        row.address(),
        row.details(),
        row.keyless(),
        sealed == null ? null : opened(row, sealed),
        row.triedAt());
  }

  private StoredKey opened(VendorRows.Row row, VendorRows.KeyRow sealed) {
    try {
      String value = open(row, sealed);
      return new StoredKey(sealed.ending(), sealed.setAt(), value, null);
    } catch (MasterKeyTrouble trouble) {
      return new StoredKey(sealed.ending(), sealed.setAt(), null, trouble.getMessage());
    }
  }

  private String open(VendorRows.Row row, VendorRows.KeyRow sealed) {
    MasterKey master = masters.find().orElseThrow(() -> lost("is gone: "));
    if (!master.name().equals(sealed.sealed().master())) {
      throw lost("is another one: ");
    }
    try {
      return Seal.open(master, row.binding(), sealed.sealed());
    } catch (javax.crypto.AEADBadTagException e) {
      throw new MasterKeyTrouble(
          "The stored key does not belong to this row of this installation: enter the key again",
          e);
    }
  }

  private MasterKeyTrouble lost(String how) {
    return new MasterKeyTrouble(
        "The master key that sealed it "
            + how
            + "put the former one back into "
            + masters.place()
            + ", or enter the key again");
  }
}
