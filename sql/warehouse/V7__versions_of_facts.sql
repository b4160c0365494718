-- The current version of a fact is found by its key and number: whoever ends it knows the number of the next. An index of
-- what is current had to be kept with every version that begins or ends, which was a quarter of what they cost.

DROP INDEX public.fact_sales_order_one_current;
DROP INDEX public.fact_purchase_order_one_current;
DROP INDEX public.fact_payment_one_current;

-- So no index has is_current (but for payments, that of those that are unpaid), and a version that ends can stay on its page,
-- if there is room, with no new entry in any index.

ALTER TABLE public.fact_sales_order SET (fillfactor = 90);
ALTER TABLE public.fact_purchase_order SET (fillfactor = 90);
