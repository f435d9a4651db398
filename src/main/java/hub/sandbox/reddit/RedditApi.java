package hub.sandbox.reddit;

import hub.sandbox.Call;
import hub.sandbox.Catalogue;
import hub.sandbox.SandboxOptions;
import hub.sandbox.VendorApi;
import java.io.IOException;

/** Reddit's HTTP API over the written corpus. */
public final class RedditApi implements VendorApi {

  /** Reads nothing yet: the corpus is composed when it is first asked for. */
  public RedditApi(SandboxOptions options, Catalogue catalogue) {}

  @Override
  public String name() {
    return "reddit";
  }

  @Override
  public void answer(Call call) throws IOException {
    call.answerJson(404, "{\"message\": \"Not Found\", \"error\": 404}");
  }
}
