package hub.integration.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class SignComponentTest {

  @Test
  void signsAsTheLibrariesOfStandardWebhooksDo() throws Exception {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(1_614_265_330), ZoneOffset.UTC);
    Secrets secrets = new Secrets(Map.of("webhook", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.addComponent("sign", new SignComponent(secrets, false, clock));
      camel.start();

      Exchange signed =
          camel
              .createProducerTemplate()
              .send(
                  "sign:standard-webhooks?secret=" + Secrets.mark("webhook"),
                  exchange -> {
                    exchange.getMessage().setHeader("event-id", "msg_p5jXN8AQM9LWM0D4loKWxJek");
                    exchange.getMessage().setBody("{\"test\": 2432232314}");
                  });

      assertThat(signed.getException()).isNull();
      assertThat(signed.getMessage().getHeader("webhook-signature"))
          .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
      assertThat(signed.getMessage().getHeader("webhook-timestamp")).isEqualTo("1614265330");
    }
  }
}
