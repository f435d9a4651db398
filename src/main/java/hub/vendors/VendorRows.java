package hub.vendors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The tables of vendors' settings. Whatever changes takes back that they were tried. */
@Repository
class VendorRows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY_COLUMN = "vendor_setting.key_sealed";

  private final JdbcClient jdbc;

  VendorRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A vendor's row. */
  record Row(
      UUID installation,
      String vendor,
      String address,
      Map<String, String> details,
      boolean keyless,
      @Nullable KeyRow key,
      @Nullable Instant triedAt) {

    Seal.Row binding() {
      return new Seal.Row(installation, vendor, KEY_COLUMN, address);
    }
  }

  /** A sealed key with what pages may show of it. */
  record KeyRow(Seal.Sealed sealed, String ending, Instant setAt) {}

  private Optional<Row> lock(String vendor) {
    return jdbc.sql(
            """
            select id, vendor_setting.*
              from vendor_setting, installation
             where vendor = :vendor
               for update of vendor_setting
            """)
        .param("vendor", vendor)
        .query(VendorRows::row)
        .optional();
  }

  /** The vendor's row, and those of its further accounts, {@code vendor:name}. */
  List<Row> family(String vendor) {
    return jdbc.sql(
            """
            select id, vendor_setting.*
              from vendor_setting, installation
             where split_part(vendor, ':', 1) = :vendor
             order by vendor
            """)
        .param("vendor", vendor)
        .query(VendorRows::row)
        .list();
  }

  void remove(String vendor) {
    jdbc.sql("delete from vendor_setting where vendor = :vendor").param("vendor", vendor).update();
  }

  /** One statement, so that no key can outlive its address. */
  void save(
      String vendor, String address, Map<String, String> details, @Nullable UUID by, Instant now) {
    jdbc.sql(
            """
            insert into vendor_setting as old (vendor, address, details, changed_at, changed_by)
            values (:vendor, :address, :details::jsonb, :now, :by)
            on conflict (vendor) do update
               set address = excluded.address, details = excluded.details, tried_at = null,
                   changed_at = excluded.changed_at, changed_by = excluded.changed_by,
                   keyless = old.keyless and old.address = excluded.address,
                   key_nonce = case when old.address = excluded.address then old.key_nonce end,
                   key_sealed = case when old.address = excluded.address then old.key_sealed end,
                   key_master = case when old.address = excluded.address then old.key_master end,
                   key_ending = case when old.address = excluded.address then old.key_ending end,
                   key_set_at = case when old.address = excluded.address then old.key_set_at end
            """)
        .param("vendor", vendor)
        .param("address", address)
        .param("details", json(details))
        .param("by", by)
        .param("now", Timestamp.from(now))
        .update();
  }

  /** Under the row's lock, so that the key is bound to the address it is stored beside. */
  @Transactional
  void saveKey(
      String vendor,
      Function<Seal.Row, Seal.Sealed> sealing,
      String ending,
      @Nullable UUID by,
      Instant now) {
    Row row =
        lock(vendor).orElseThrow(() -> new EntryRefused("address", "Enter the address first."));
    Seal.Sealed sealed = sealing.apply(row.binding());
    jdbc.sql(
            """
            update vendor_setting
               set key_nonce = :nonce, key_sealed = :sealed, key_master = :master,
                   key_ending = :ending, key_set_at = :now, keyless = false, tried_at = null,
                   changed_at = :now, changed_by = :by
             where vendor = :vendor
            """)
        .param("vendor", vendor)
        .param("nonce", sealed.nonce())
        .param("sealed", sealed.text())
        .param("master", sealed.master())
        .param("ending", ending)
        .param("by", by)
        .param("now", Timestamp.from(now))
        .update();
  }

  void eraseKey(String vendor, boolean keyless, @Nullable UUID by, Instant now) {
    jdbc.sql(
            """
            update vendor_setting
               set key_nonce = null, key_sealed = null, key_master = null, key_ending = null,
                   key_set_at = null, keyless = :keyless, tried_at = null,
                   changed_at = :now, changed_by = :by
             where vendor = :vendor
            """)
        .param("vendor", vendor)
        .param("keyless", keyless)
        .param("by", by)
        .param("now", Timestamp.from(now))
        .update();
  }

  void tried(String vendor, Instant now) {
    jdbc.sql("update vendor_setting set tried_at = :now where vendor = :vendor")
        .param("vendor", vendor)
        .param("now", Timestamp.from(now))
        .update();
  }

  boolean isLive(String vendor) {
    return jdbc.sql("select exists (select from vendor_live where vendor = :vendor)")
        .param("vendor", vendor)
        .query(Boolean.class)
        .single();
  }

  void goLive(String vendor, Instant now) {
    jdbc.sql(
            """
            insert into vendor_live (vendor, since) values (:vendor, :now)
            on conflict (vendor) do nothing
            """)
        .param("vendor", vendor)
        .param("now", Timestamp.from(now))
        .update();
  }

  void leaveLive(String vendor) {
    jdbc.sql("delete from vendor_live where vendor = :vendor").param("vendor", vendor).update();
  }

  private static Row row(ResultSet rows, int n) throws SQLException {
    Timestamp tried = rows.getTimestamp("tried_at");
    return new Row(
        rows.getObject("id", UUID.class),
        rows.getString("vendor"),
        rows.getString("address"),
        details(rows.getString("details")),
        rows.getBoolean("keyless"),
        rows.getBytes("key_sealed") == null ? null : key(rows),
        tried == null ? null : tried.toInstant());
  }

  private static KeyRow key(ResultSet rows) throws SQLException {
    return new KeyRow(
        new Seal.Sealed(
            rows.getBytes("key_nonce"), rows.getBytes("key_sealed"), rows.getString("key_master")),
        rows.getString("key_ending"),
        rows.getTimestamp("key_set_at").toInstant());
  }

  private static String json(Map<String, String> details) {
    try {
      return JSON.writeValueAsString(details);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Names and texts are always JSON", e);
    }
  }

  private static Map<String, String> details(String json) {
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What the database calls JSON is none", e);
    }
  }
}
