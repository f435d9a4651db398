package hub.vendors;

import hub.web.Check;
import hub.web.Finding;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether the master key can be used, and where it is, so that it is backed up. */
@Component
@Order(7)
class MasterKeyCheck implements Check {
  private final MasterKeys masters;

  MasterKeyCheck(MasterKeys masters) {
    this.masters = masters;
  }

  @Override
  public String subject() {
    return "Master key";
  }

  @Override
  public Finding look() {
    try {
      return Finding.ok(
          masters.find().isPresent()
              ? "It is in "
                  + masters.place()
                  + ". Keep a copy apart from the backups of the database."
              : "None yet: it is made in " + masters.place() + " when the first key is stored.");
    } catch (MasterKeyTrouble trouble) {
      return Finding.broken(
          trouble.getMessage() + ".", "Until then no stored key can be used.", null);
    }
  }
}
