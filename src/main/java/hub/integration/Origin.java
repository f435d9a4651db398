package hub.integration;

/** Where a version came from. */
enum Origin {
  /** Somebody saved it. */
  PERSON,
  /** It came with the hub. */
  JAR,
  /** It lay in the mounted folder. */
  FOLDER
}
