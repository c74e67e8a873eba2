SELECT E'a' -- c
 'b\'c';
;;(
alter table t detach partition p concurrently