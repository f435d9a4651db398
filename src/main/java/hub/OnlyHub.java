package hub;

/** A bean where no other process can work on the same database: its data folder is locked. */
public record OnlyHub() {}
