package hub.billing;

/** Product, meter and price that this installation sells by, as Stripe names them. */
public record Catalog(String productId, String meterId, String priceId, String endpointId) {
  /** The meter's events by name. */
  public static final String EVENT = "sluice_charge_microdollars";

  /** What one counted unit is, in words: a millionth of a US dollar. */
  public static final String UNIT = "millionths of a US dollar";

  /** So many units are a dollar, as a power of ten. */
  static final int DECIMALS = 6;

  /** The price of one unit in cents, as Stripe takes it. */
  static final String UNIT_CENTS = "0.0001";
}
