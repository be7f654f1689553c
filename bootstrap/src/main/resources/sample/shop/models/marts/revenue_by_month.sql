select
    date_trunc('month', ordered_on) as month,
    count(*) as orders,
    sum(amount) as revenue
from {{ ref('orders') }}
where status <> 'returned'
group by 1
