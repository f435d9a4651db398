package hub.analysis;

import hub.CommunityName;
import hub.Mode;
import hub.llm.ModelAccess;
import hub.sources.Forums;
import hub.web.Vendor;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Tells every page whether forums are the real ones: they need no key, so an analysis's mode
 * decides.
 */
@Component
class ForumVendor implements Vendor {
  private final Forums forums;
  private final ModelAccess access;

  ForumVendor(Forums forums, ModelAccess access) {
    this.forums = forums;
    this.access = access;
  }

  @Override
  public String name() {
    return forums.words().stream().map(CommunityName::shown).collect(Collectors.joining(", "));
  }

  @Override
  public Mode mode() {
    return forums.words().isEmpty() ? Mode.LIVE : access.mode();
  }
}
