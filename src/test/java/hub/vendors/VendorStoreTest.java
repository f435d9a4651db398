package hub.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.TestDatabase;
import hub.budget.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealed keys on a real database, with a master key in a file. */
class VendorStoreTest {
  private static final String KEY = "sk-proj-0123456789abcdefWXYZ";
  private static final String ADDRESS = "https://api.openai.com/v1";
  private static final String OTHER = "https://llm.example.org/v1";

  @TempDir Path folder;
  private TestDatabase database;
  private final SettableClock clock = new SettableClock();
  private Path file;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    file = folder.resolve("data.keys/master.key");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private VendorStore store() {
    return store(new KeySettings("", ""));
  }

  private VendorStore store(KeySettings settings) {
    return new VendorStore(
        new VendorRows(database.jdbc()), new MasterKeys(settings, folder.resolve("data")), clock);
  }

  private VendorStore withKey() {
    VendorStore store = store();
    store.save("openai", ADDRESS, Map.of("model", "gpt-4.1-mini"), TestDatabase.USER);
    store.saveKey("openai", KEY, TestDatabase.USER);
    return store;
  }

  private static StoredKey key(VendorStore store) {
    return java.util.Objects.requireNonNull(store.find("openai").orElseThrow().key());
  }

  private String row() {
    return database
        .asOwner()
        .sql("select row_to_json(s)::text || encode(key_sealed, 'escape') from vendor_setting s")
        .query(String.class)
        .single();
  }

  @Test
  void opensItsKeyAgainAfterARestart() {
    withKey();

    assertThat(key(store()).value()).isEqualTo(KEY);
    assertThat(key(store()).ending()).isEqualTo("WXYZ");
  }

  @Test
  void keepsNoKeyReadableInTheDatabase() {
    withKey();

    assertThat(row()).doesNotContain(KEY).doesNotContain("0123456789abcdef");
  }

  @Test
  void sealsTheSameKeyDifferentlyEachTime() {
    VendorStore store = withKey();
    String before = row();
    store.saveKey("openai", KEY, TestDatabase.USER);

    assertThat(row()).isNotEqualTo(before);
  }

  @Test
  void makesAMasterKeyThatOnlyTheHubCanRead() throws IOException {
    assertThat(file).doesNotExist();

    withKey();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(file.startsWith(folder.resolve("data"))).isFalse();
  }

  @Test
  void asksForTheKeyAgainWhenTheMasterKeyIsGone() throws IOException {
    withKey();
    Files.delete(file);

    StoredKey lost = key(store());

    assertThat(lost.value()).isNull();
    assertThat(lost.trouble()).contains("is gone", file.toString(), "enter the key again");
    VendorStore store = store();
    store.saveKey("openai", KEY, TestDatabase.USER);
    assertThat(key(store).value()).isEqualTo(KEY);
  }

  @Test
  void asksForTheKeyAgainUnderAnotherMasterKey() throws IOException {
    withKey();
    Files.writeString(file, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");

    assertThat(key(store()).trouble()).contains("is another one", "enter the key again");
  }

  @Test
  void usesNoMasterKeyThatOthersCanRead() throws IOException {
    withKey();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(key(store()).value()).isNull();
    assertThat(key(store()).trouble()).contains("chmod 600");
    assertThatThrownBy(() -> store().saveKey("openai", KEY, TestDatabase.USER))
        .isInstanceOf(MasterKeyTrouble.class);
  }

  @Test
  void saysWhatAMasterKeyLooksLikeWhenTheFileHoldsNone() throws IOException {
    withKey();
    Files.writeString(file, "hunter2");

    assertThat(key(store()).trouble())
        .contains("openssl rand -base64 32")
        .doesNotContain("hunter2");
  }

  @Test
  void takesTheMasterKeyFromTheEnvironmentBeforeTheFile() {
    KeySettings given = new KeySettings("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "");
    VendorStore store = store(given);
    store.save("openai", ADDRESS, Map.of(), TestDatabase.USER);
    store.saveKey("openai", KEY, TestDatabase.USER);

    assertThat(key(store(given)).value()).isEqualTo(KEY);
    assertThat(file).doesNotExist();
    assertThat(given.toString()).doesNotContain("AAAA");
  }

  @Test
  @DisplayName("Changing the address erases the key")
  void erasesTheKeyWithItsAddress() {
    VendorStore store = withKey();

    store.save("openai", OTHER, Map.of("model", "gpt-4.1-mini"), TestDatabase.USER);

    assertThat(store.find("openai").orElseThrow().key()).isNull();
    store.save("openai", ADDRESS, Map.of("model", "gpt-4.1-mini"), TestDatabase.USER);
    assertThat(store.find("openai").orElseThrow().key()).isNull();
  }

  @Test
  void keepsTheKeyWhenOnlyTheModelChanges() {
    VendorStore store = withKey();

    store.save("openai", ADDRESS, Map.of("model", "gpt-5-mini"), TestDatabase.USER);

    assertThat(key(store).value()).isEqualTo(KEY);
  }

  @Test
  @DisplayName(
      "A sealed key that is moved to another address, vendor or installation does not open")
  void opensInItsOwnRowAlone() {
    withKey();
    for (String moved :
        new String[] {
          "update vendor_setting set address = 'https://thief.example.org'",
          "update vendor_setting set vendor = 'reddit'",
          "update installation set id = gen_random_uuid()"
        }) {
      database.asOwner().sql("create table kept as select * from vendor_setting").update();
      database.asOwner().sql(moved).update();

      StoredKey key =
          store()
              .find("openai")
              .or(() -> store().find("reddit"))
              .map(StoredVendor::key)
              .orElseThrow();

      assertThat(key.value()).as(moved).isNull();
      assertThat(key.trouble()).as(moved).contains("enter the key again");
      database.asOwner().sql("delete from vendor_setting").update();
      database.asOwner().sql("insert into vendor_setting select * from kept").update();
      database.asOwner().sql("drop table kept").update();
    }
  }

  @Test
  void seesAnotherProcessesChangeSoon() {
    VendorStore here = withKey();
    key(here);

    store().eraseKey("openai", false, TestDatabase.USER);
    clock.advance(VendorStore.KEPT);

    assertThat(here.find("openai").orElseThrow().key()).isNull();
  }

  @Test
  void remembersThatAVendorWasLive() {
    VendorStore store = store();
    assertThat(store.wasLive("reddit")).isFalse();

    store.goLive("reddit");

    assertThat(store().wasLive("reddit")).isTrue();
    store.backToSandbox("reddit", TestDatabase.USER);
    assertThat(store().wasLive("reddit")).isFalse();
  }

  @Test
  void tellsNoKeyInWords() {
    VendorStore store = withKey();

    assertThat(store.find("openai").toString()).doesNotContain(KEY).doesNotContain("0123456789");
  }
}
