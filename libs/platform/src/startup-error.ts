/**
 * A problem at start that the person who runs the server can fix. The message is one plain sentence that says
 * what to do; main() prints it alone and exits with 1.
 */
export class StartupError extends Error {}
