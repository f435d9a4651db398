package browser;

import hub.web.Streams;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The pages on fixtures, on a port of their own, for one test class. */
final class RunningPages implements AutoCloseable {
  private final ConfigurableApplicationContext app;
  private final HttpClient http = HttpClient.newHttpClient();

  RunningPages(String... settings) {
    List<String> arguments = new ArrayList<>(List.of(settings));
    arguments.addAll(List.of("--server.port=0", "--spring.main.banner-mode=off"));
    app = new SpringApplication(PagesPreview.class).run(arguments.toArray(String[]::new));
  }

  Fixture fixture() {
    return app.getBean(Fixture.class);
  }

  KeptMarks marks() {
    return app.getBean(KeptMarks.class);
  }

  Streams streams() {
    return app.getBean(Streams.class);
  }

  int port() {
    return Objects.requireNonNull(((WebServerApplicationContext) app).getWebServer()).getPort();
  }

  String address(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  String get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address(path))).build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " answered " + answer.statusCode());
    }
    return answer.body();
  }

  @Override
  public void close() {
    app.close();
  }
}
