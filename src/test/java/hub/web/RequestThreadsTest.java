package hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** On which threads pages are made. */
class RequestThreadsTest {

  @Configuration
  @Import(RequestThreads.class)
  static class Server {
    @Bean
    ServletRegistrationBean<HttpServlet> thread() {
      HttpServlet tells =
          new HttpServlet() {
            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
              response.getWriter().print(Thread.currentThread().isVirtual());
            }
          };
      return new ServletRegistrationBean<>(tells, "/thread");
    }
  }

  @Test
  @DisplayName("Requests have threads of their own where all else is on virtual ones")
  void areThePoolsOwn() {
    new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
        .withConfiguration(AutoConfigurations.of(TomcatServletWebServerAutoConfiguration.class))
        .withUserConfiguration(Server.class)
        .withPropertyValues("spring.threads.virtual.enabled=true", "server.port=0")
        .run(
            hub -> {
              var server =
                  hub.getSourceApplicationContext(
                      AnnotationConfigServletWebServerApplicationContext.class);
              URI page =
                  URI.create("http://127.0.0.1:" + server.getWebServer().getPort() + "/thread");
              try (HttpClient client = HttpClient.newHttpClient()) {
                assertThat(
                        client
                            .send(
                                HttpRequest.newBuilder(page).build(),
                                HttpResponse.BodyHandlers.ofString())
                            .body())
                    .as("a request's thread is virtual")
                    .isEqualTo("false");
              }
            });
  }
}
