package io.agentfleet.orchestrator.streams;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/** Limits RocksDB memory per partition; few sessions are active at once. */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    private static final long MEBIBYTE = 1024L * 1024;

    private @Nullable Cache cache;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table =
                Objects.requireNonNull((BlockBasedTableConfig) options.tableFormatConfig());
        cache = new LRUCache(4 * MEBIBYTE);
        table.setBlockCache(cache);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferSize(4 * MEBIBYTE);
        options.setMaxWriteBufferNumber(2);
    }

    @Override
    public void close(String storeName, Options options) {
        if (cache != null) {
            cache.close();
        }
    }
}
