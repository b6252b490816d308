// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../main/solidity/IJobRegistry.sol";
import {Fixture} from "./Fixture.sol";
import {PayoutTree} from "./PayoutTree.sol";

/// @dev Sends its Ether where it is not wanted; no contract can refuse it.
contract Bomb {
    constructor(address payable target) payable {
        selfdestruct(target);
    }
}

contract ForcedEtherTest is Fixture {
    uint256 private constant FUNDS = 10 ether;

    function test_ShouldNotCountEtherForcedIntoTheJobRegistry(uint256 forced) public {
        forced = bound(forced, 1, 1_000 ether);
        uint256 id = createTraining(FUNDS);
        force(address(jobs), forced);
        uint32 round = toRevealing(id);

        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.EscrowTooSmall.selector, FUNDS + 1, FUNDS));
        settle(id, round, SOME_DIGEST, FUNDS + 1);

        PayoutTree.Leaf[] memory leaves = leavesOf(PayoutTree.Leaf(id, alice, 4 ether, 0));
        settle(id, round, PayoutTree.root(leaves), 4 ether);
        claim(leaves, 0);
        vm.prank(publisher);
        jobs.close(id);
        jobs.refund(id);

        vm.assertEq(alice.balance, 4 ether, "paid");
        vm.assertEq(jobs.training(id).refunded, 6 ether, "refunded");
        vm.assertEq(address(jobs).balance, forced, "what was forced in stays");
    }

    function test_ShouldNotCountEtherForcedIntoTheWorkerRegistry(uint256 forced) public {
        forced = bound(forced, 1, 1_000 ether);
        join(alice, MIN_STAKE);
        force(address(workers), forced);

        vm.prank(address(jobs));
        vm.assertEq(workers.slash(alice, 2 * MIN_STAKE), MIN_STAKE, "slashed");
        vm.assertEq(workers.worker(alice).stake, 0, "stake");
        vm.assertEq(address(workers).balance, forced, "what was forced in stays");
    }

    function force(address target, uint256 amount) private {
        vm.deal(address(this), amount);
        new Bomb{value: amount}(payable(target));
    }
}
