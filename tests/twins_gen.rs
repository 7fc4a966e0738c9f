//! The passing twins of `tests/ui`, as modules: they must compile. Made by `just bless`.
#![expect(
    clippy::allow_attributes_without_reason,
    reason = "a case of the manual is the least code"
)]

#[path = "ui/column/pass/a_column_holds_a_type_that_sql_knows.rs"]
mod column_a_column_holds_a_type_that_sql_knows;

#[path = "ui/column/pass/a_default_has_the_type_of_the_column.rs"]
mod column_a_default_has_the_type_of_the_column;

#[path = "ui/column/pass/a_generated_column_has_no_default.rs"]
mod column_a_generated_column_has_no_default;

#[path = "ui/column/pass/a_word_stands_once.rs"]
mod column_a_word_stands_once;

#[path = "ui/column/pass/all_mistakes_are_reported_at_once.rs"]
mod column_all_mistakes_are_reported_at_once;

#[path = "ui/column/pass/an_identity_is_an_integer.rs"]
mod column_an_identity_is_an_integer;

#[path = "ui/column/pass/an_unknown_word_is_named_with_the_nearest.rs"]
mod column_an_unknown_word_is_named_with_the_nearest;

#[path = "ui/compare/pass/a_timestamp_is_not_a_timestamptz.rs"]
mod compare_a_timestamp_is_not_a_timestamptz;

#[path = "ui/compare/pass/a_value_has_the_type_of_the_column.rs"]
mod compare_a_value_has_the_type_of_the_column;

#[path = "ui/compare/pass/arithmetic_needs_numbers.rs"]
mod compare_arithmetic_needs_numbers;

#[path = "ui/compare/pass/containment_needs_elements.rs"]
mod compare_containment_needs_elements;

#[path = "ui/compare/pass/containment_needs_elements_of_one_type.rs"]
mod compare_containment_needs_elements_of_one_type;

#[path = "ui/compare/pass/json_steps_need_json.rs"]
mod compare_json_steps_need_json;

#[path = "ui/compare/pass/like_needs_text.rs"]
mod compare_like_needs_text;

#[path = "ui/compare/pass/newtypes_are_not_mixed_up.rs"]
mod compare_newtypes_are_not_mixed_up;

#[path = "ui/compare/pass/not_equal_forgets_null_unless_it_says_so.rs"]
mod compare_not_equal_forgets_null_unless_it_says_so;

#[path = "ui/compare/pass/not_in_needs_a_column_without_null.rs"]
mod compare_not_in_needs_a_column_without_null;

#[path = "ui/compare/pass/nothing_equals_null.rs"]
mod compare_nothing_equals_null;

#[path = "ui/compare/pass/two_columns_of_different_types_are_cast.rs"]
mod compare_two_columns_of_different_types_are_cast;

#[path = "ui/filter/pass/a_condition_is_boolean.rs"]
mod filter_a_condition_is_boolean;

#[path = "ui/filter/pass/a_correlated_subquery_says_so.rs"]
mod filter_a_correlated_subquery_says_so;

#[path = "ui/filter/pass/an_aggregate_is_not_a_filter.rs"]
mod filter_an_aggregate_is_not_a_filter;

#[path = "ui/filter/pass/find_needs_a_primary_key.rs"]
mod filter_find_needs_a_primary_key;

#[path = "ui/filter/pass/find_takes_the_whole_key.rs"]
mod filter_find_takes_the_whole_key;

#[path = "ui/filter/pass/limit_is_a_count.rs"]
mod filter_limit_is_a_count;

#[path = "ui/filter/pass/where_reads_tables_in_from.rs"]
mod filter_where_reads_tables_in_from;

#[path = "ui/group/pass/a_selected_column_is_grouped.rs"]
mod group_a_selected_column_is_grouped;

#[path = "ui/group/pass/a_sum_of_int4_is_int8.rs"]
mod group_a_sum_of_int4_is_int8;

#[path = "ui/group/pass/aggregates_are_not_nested.rs"]
mod group_aggregates_are_not_nested;

#[path = "ui/group/pass/an_aggregate_stands_alone.rs"]
mod group_an_aggregate_stands_alone;

#[path = "ui/group/pass/an_average_of_integers_is_numeric.rs"]
mod group_an_average_of_integers_is_numeric;

#[path = "ui/group/pass/having_of_groups_is_grouped.rs"]
mod group_having_of_groups_is_grouped;

#[path = "ui/group/pass/order_by_of_groups_is_grouped.rs"]
mod group_order_by_of_groups_is_grouped;

#[path = "ui/insert/pass/a_conflict_names_the_whole_key.rs"]
mod insert_a_conflict_names_the_whole_key;

#[path = "ui/insert/pass/a_conflict_needs_a_unique_key.rs"]
mod insert_a_conflict_needs_a_unique_key;

#[path = "ui/insert/pass/a_partial_index_is_named_with_its_predicate.rs"]
mod insert_a_partial_index_is_named_with_its_predicate;

#[path = "ui/insert/pass/a_required_column_is_given.rs"]
mod insert_a_required_column_is_given;

#[path = "ui/insert/pass/a_required_column_is_not_none.rs"]
mod insert_a_required_column_is_not_none;

#[path = "ui/insert/pass/a_row_is_an_insert_struct.rs"]
mod insert_a_row_is_an_insert_struct;

#[path = "ui/insert/pass/an_identity_column_is_not_given.rs"]
mod insert_an_identity_column_is_not_given;

#[path = "ui/insert/pass/excluded_is_the_row_of_this_table.rs"]
mod insert_excluded_is_the_row_of_this_table;

#[path = "ui/insert/pass/one_insert_is_of_one_table.rs"]
mod insert_one_insert_is_of_one_table;

#[path = "ui/join/pass/a_case_without_else_is_optional.rs"]
mod join_a_case_without_else_is_optional;

#[path = "ui/join/pass/a_null_test_does_not_narrow.rs"]
mod join_a_null_test_does_not_narrow;

#[path = "ui/join/pass/full_join_makes_both_sides_optional.rs"]
mod join_full_join_makes_both_sides_optional;

#[path = "ui/join/pass/left_join_makes_the_right_side_optional.rs"]
mod join_left_join_makes_the_right_side_optional;

#[path = "ui/join/pass/null_flows_through_operators.rs"]
mod join_null_flows_through_operators;

#[path = "ui/join/pass/on_reads_tables_joined_so_far.rs"]
mod join_on_reads_tables_joined_so_far;

#[path = "ui/join/pass/one_table_twice_needs_an_alias.rs"]
mod join_one_table_twice_needs_an_alias;

#[path = "ui/join/pass/right_join_makes_the_left_side_optional.rs"]
mod join_right_join_makes_the_left_side_optional;

#[path = "ui/join/pass/tables_of_one_name_need_an_alias.rs"]
mod join_tables_of_one_name_need_an_alias;

#[path = "ui/row/pass/a_field_has_the_type_that_is_selected.rs"]
mod row_a_field_has_the_type_that_is_selected;

#[path = "ui/row/pass/a_row_struct_is_derived.rs"]
mod row_a_row_struct_is_derived;

#[path = "ui/row/pass/every_field_is_selected.rs"]
mod row_every_field_is_selected;

#[path = "ui/row/pass/two_fields_are_not_one_column.rs"]
mod row_two_fields_are_not_one_column;

#[path = "ui/select/pass/a_lock_does_not_aggregate.rs"]
mod select_a_lock_does_not_aggregate;

#[path = "ui/select/pass/a_lock_needs_rows.rs"]
mod select_a_lock_needs_rows;

#[path = "ui/select/pass/a_scalar_subquery_has_one_column.rs"]
mod select_a_scalar_subquery_has_one_column;

#[path = "ui/select/pass/a_set_operation_combines_equal_rows.rs"]
mod select_a_set_operation_combines_equal_rows;

#[path = "ui/select/pass/group_by_reads_tables_in_from.rs"]
mod select_group_by_reads_tables_in_from;

#[path = "ui/select/pass/order_by_reads_tables_in_from.rs"]
mod select_order_by_reads_tables_in_from;

#[path = "ui/select/pass/returning_reads_the_table.rs"]
mod select_returning_reads_the_table;

#[path = "ui/select/pass/select_reads_tables_in_from.rs"]
mod select_select_reads_tables_in_from;

#[path = "ui/select/pass/tables_of_two_schemas_are_two_tables.rs"]
mod select_tables_of_two_schemas_are_two_tables;

#[path = "ui/table/pass/a_composite_foreign_key_has_as_many_columns_as_its_target.rs"]
mod table_a_composite_foreign_key_has_as_many_columns_as_its_target;

#[path = "ui/table/pass/a_constraint_is_over_columns_of_the_table.rs"]
mod table_a_constraint_is_over_columns_of_the_table;

#[path = "ui/table/pass/a_foreign_key_has_the_type_of_its_target.rs"]
mod table_a_foreign_key_has_the_type_of_its_target;

#[path = "ui/table/pass/a_foreign_key_points_at_a_unique_key.rs"]
mod table_a_foreign_key_points_at_a_unique_key;

#[path = "ui/table/pass/a_name_is_at_most_63_bytes.rs"]
mod table_a_name_is_at_most_63_bytes;

#[path = "ui/table/pass/a_primary_key_is_not_null.rs"]
mod table_a_primary_key_is_not_null;

#[path = "ui/table/pass/a_table_has_one_primary_key.rs"]
mod table_a_table_has_one_primary_key;

#[path = "ui/table/pass/a_table_is_a_struct_with_named_fields.rs"]
mod table_a_table_is_a_struct_with_named_fields;

#[path = "ui/table/pass/a_table_is_not_generic.rs"]
mod table_a_table_is_not_generic;

#[path = "ui/table/pass/an_index_is_over_columns_of_the_table.rs"]
mod table_an_index_is_over_columns_of_the_table;

#[path = "ui/table/pass/set_null_needs_a_nullable_column.rs"]
mod table_set_null_needs_a_nullable_column;

#[path = "ui/table/pass/two_columns_have_two_names.rs"]
mod table_two_columns_have_two_names;

#[path = "ui/table/pass/two_indexes_have_two_names.rs"]
mod table_two_indexes_have_two_names;

#[path = "ui/types/pass/a_composite_has_fields_of_sql_types.rs"]
mod types_a_composite_has_fields_of_sql_types;

#[path = "ui/types/pass/a_newtype_holds_a_sql_type.rs"]
mod types_a_newtype_holds_a_sql_type;

#[path = "ui/types/pass/a_newtype_holds_one_value_that_is_not_null.rs"]
mod types_a_newtype_holds_one_value_that_is_not_null;

#[path = "ui/types/pass/a_newtype_prints.rs"]
mod types_a_newtype_prints;

#[path = "ui/types/pass/an_enum_is_labels_alone.rs"]
mod types_an_enum_is_labels_alone;

#[path = "ui/types/pass/enum_labels_differ.rs"]
mod types_enum_labels_differ;

#[path = "ui/update/pass/a_delete_is_not_filtered_by_an_option.rs"]
mod update_a_delete_is_not_filtered_by_an_option;

#[path = "ui/update/pass/a_delete_says_which_rows.rs"]
mod update_a_delete_says_which_rows;

#[path = "ui/update/pass/a_generated_column_is_not_set.rs"]
mod update_a_generated_column_is_not_set;

#[path = "ui/update/pass/a_nullable_expression_is_not_set_where_null_is_not_allowed.rs"]
mod update_a_nullable_expression_is_not_set_where_null_is_not_allowed;

#[path = "ui/update/pass/an_update_says_what_to_set.rs"]
mod update_an_update_says_what_to_set;

#[path = "ui/update/pass/an_update_says_which_rows.rs"]
mod update_an_update_says_which_rows;

#[path = "ui/update/pass/null_is_not_set_where_it_is_not_allowed.rs"]
mod update_null_is_not_set_where_it_is_not_allowed;

#[path = "ui/update/pass/returning_does_not_aggregate.rs"]
mod update_returning_does_not_aggregate;

#[path = "ui/update/pass/set_is_of_the_table.rs"]
mod update_set_is_of_the_table;

#[path = "ui/update/pass/set_reads_the_table.rs"]
mod update_set_reads_the_table;
