/** Whether a pipeline can run as its settings say: asked of everything it needs, before it does. */
@org.jspecify.annotations.NullMarked
package com.terrifictotes.local.preflight;
