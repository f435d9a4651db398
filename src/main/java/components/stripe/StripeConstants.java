package components.stripe;

import org.apache.camel.spi.Metadata;

/** Names of the headers that steer a call. */
public final class StripeConstants {

  @Metadata(description = "The operation, instead of the endpoint's", javaType = "String")
  public static final String OPERATION_HEADER = "CamelStripeOperation";

  @Metadata(
      description =
          "What to do: create (the default), retrieve, update, delete, list, and what an operation"
              + " has beside",
      javaType = "String")
  public static final String METHOD_HEADER = "CamelStripeMethod";

  @Metadata(description = "The object's id, for all but create and list", javaType = "String")
  public static final String OBJECT_ID = "CamelStripeObjectId";

  /** Not in Camel's own. */
  @Metadata(
      description = "Sent as Idempotency-Key, so that a repeated call does nothing twice",
      javaType = "String")
  public static final String IDEMPOTENCY_KEY = "CamelStripeIdempotencyKey";

  private StripeConstants() {}
}
