import type { RowOf, TableName } from "../../core/rows.ts";
import { type TableSpec, tables } from "../tables.ts";

/** A column is its field's name in snake case: `createdAtMs` → `created_at_ms`. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A column under its field's name. */
export const nameColumn = (field: string): string => `${columnOf(field)} AS ${field}`;

/** The columns of every table. Formatted once: nearly each read begins with them. */
const columnsOf = Object.fromEntries(
  (Object.keys(tables) as TableName[]).map((table) => [
    table,
    tables[table].fields.map((field) => `${table}.${nameColumn(field)}`).join(", "),
  ]),
) as Readonly<Record<TableName, string>>;

/** The columns of a table, each under its field's name. */
export function selectFields(table: TableName): string {
  return columnsOf[table];
}

const where = (table: TableName): string =>
  tables[table].key.map((field) => `${columnOf(field)} = ?`).join(" AND ");

function formatSql(table: TableName): {
  readonly get: string;
  readonly put: string;
  readonly remove: string;
} {
  const { key, fields, kept = [] } = tables[table] as TableSpec<TableName> & { kept?: readonly string[] };
  const columns = fields.map(columnOf);
  const skipped: ReadonlySet<string> = new Set<string>([...key, ...kept]);
  const updates = fields
    .filter((field) => !skipped.has(field))
    .map((field) => `${columnOf(field)} = excluded.${columnOf(field)}`);
  return {
    get: `SELECT ${selectFields(table)} FROM ${table} WHERE ${where(table)}`,
    put: `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})
          ON CONFLICT (${key.map(columnOf).join(", ")}) DO ${updates.length > 0 ? `UPDATE SET ${updates.join(", ")}` : "NOTHING"}`,
    remove: `DELETE FROM ${table} WHERE ${where(table)}`,
  };
}

/** SQL of the three whole-row statements of each table. */
export const tableSql = Object.fromEntries(
  (Object.keys(tables) as TableName[]).map((table) => [table, formatSql(table)]),
) as Readonly<Record<TableName, ReturnType<typeof formatSql>>>;

/** A row's values in the order of the put statement. */
export function valuesOf<T extends TableName>(table: T, row: RowOf<T>): (string | number | null)[] {
  return tables[table].fields.map((field) => row[field as keyof RowOf<T>] as string | number | null);
}
