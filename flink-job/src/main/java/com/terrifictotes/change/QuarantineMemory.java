package com.terrifictotes.change;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** Remembers of one row whether its last change is in quarantine. */
public interface QuarantineMemory {

    /** Whether it is. */
    boolean isQuarantined() throws Exception;

    /** It is, from now on. */
    void keep() throws Exception;

    /** It is not any more. */
    void forget() throws Exception;

    /** That of the key at hand, for a task whose key is the row: nothing is kept of a row that always fitted. */
    static QuarantineMemory ofKey(RuntimeContext context) {
        ValueState<Boolean> state = context.getState(new ValueStateDescriptor<>("quarantined", Types.BOOLEAN));
        return new QuarantineMemory() {
            @Override
            public boolean isQuarantined() throws Exception {
                return state.value() != null;
            }

            @Override
            public void keep() throws Exception {
                state.update(true);
            }

            @Override
            public void forget() {
                state.clear();
            }
        };
    }
}
