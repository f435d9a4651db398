package hub.llm;

/** The model in the jar, for tests of any room. */
public final class TestEmbeddings {
  private TestEmbeddings() {}

  public static LocalEmbeddings inJar() {
    return new LocalEmbeddings();
  }
}
