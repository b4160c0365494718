package com.terrifictotes.source;

/**
 * Which database this is: transaction ids of one say nothing about another. A restore or a copy changes the first or the
 * third, a failover the second.
 *
 * @param system {@code system_identifier} of the cluster
 * @param timeline of its write-ahead log
 * @param database the database's oid
 */
record Identity(long system, long timeline, long database) {}
