package hub.reddit;

import hub.Mode;
import hub.web.Vendor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells every page whether Reddit is the real one. */
@Component
class RedditVendor implements Vendor {
  private final RedditAccounts accounts;

  RedditVendor(RedditAccounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public String name() {
    return "Reddit";
  }

  @Override
  public Mode mode() {
    return accounts.mode();
  }

  @Override
  public @Nullable String trouble() {
    return accounts.mode() == Mode.LIVE ? accounts.trouble() : null;
  }
}
